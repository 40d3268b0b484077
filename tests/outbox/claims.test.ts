import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { claim, giveBack } from "#app/engine/outbox/claim.ts";
import { askGate } from "#app/engine/outbox/gate.ts";
import { outcomeOf, settle } from "#app/engine/outbox/outcome.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { type Community, community, ENT } from "./community.ts";

const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);

describe.each(["postgres", "embedded"] as const)("a claim is one worker at one turn, on %s", (kind) => {
  let c: Community;
  const lane = () => ({ dispositif: c.dispositif, channel: ENT });
  const take = async (worker: string, n: number, inHand: string[] = []) =>
    (await claim(c.db, worker, seconds(c.v.now, n), 1, lane(), inHand)).toSend[0];
  beforeAll(async () => {
    c = await community(kind);
    await c.lock([{ channel: ENT }]);
  });
  beforeEach(() => c.db.query("update delivery set state = 'cancelled'"));
  afterAll(() => c.db.close());

  test("the clock jumps while a message is on the wire: its own worker does not take it over, and it leaves once", async () => {
    const notice = await c.queue(1);
    let at = c.v.now;
    const left: string[] = [];
    const worker = outboxWorker(c.db, {
      channels: {},
      community: async () => ({
        concurrency: 4,
        prepare: async ({ id }) => ({
          async send() {
            left.push(id);
            // Everybody's lease looks ended from here on, and the worker asks for more meanwhile.
            at = seconds(c.v.now, 3_600);
            for (let n = 0; n < 5; n += 1) {
              await worker.turn();
              await new Promise((resolve) => setTimeout(resolve, 10));
            }
            return { ok: true };
          },
        }),
      }),
      now: () => at,
      onError: (error) => {
        throw error;
      },
    });
    await worker.run();
    expect(left).toHaveLength(1);
    expect((await c.rows(notice))[0]).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("the same worker at two turns: the older one has no permit, writes no outcome and gives nothing back", async () => {
    const notice = await c.queue(1);
    const first = await take("w", 0);
    expect(await take("w", 61, [first?.id ?? ""])).toBeUndefined();
    const second = await take("w", 61);
    if (!first || !second) throw new Error("nothing claimed");
    expect([first.turn, second.turn]).toEqual([1, 2]);
    expect(await askGate(c.db, "w", first, seconds(c.v.now, 62))).toEqual({ is: "lost" });
    const refused = outcomeOf(first, { ok: false, permanent: true, reason: "non" }, c.v.now, 0);
    await settle(c.db, "w", c.v.now, [refused]);
    await giveBack(c.db, "w", [first]);
    expect((await c.rows(notice))[0]).toMatchObject({ state: "sending", attempts: 2 });
    expect((await askGate(c.db, "w", second, seconds(c.v.now, 62))).is).toBe("open");
  });

  test("a stalled worker whose message did leave says so: whoever took it over is not let to send it again", async () => {
    const notice = await c.queue(1);
    const stalled = await take("slow", 0);
    if (!stalled) throw new Error("nothing claimed");
    await askGate(c.db, "slow", stalled, c.v.now);
    const taken = await take("other", 61);
    if (!taken) throw new Error("nothing claimed");
    await settle(c.db, "slow", c.v.now, [outcomeOf(stalled, { ok: true, providerId: "A1" }, c.v.now, 0)]);
    expect(await askGate(c.db, "other", taken, seconds(c.v.now, 62))).toEqual({ is: "lost" });
    expect((await c.rows(notice))[0]).toMatchObject({ state: "sent", provider_id: "A1" });
    // What the other one would say of it changes nothing either.
    await settle(c.db, "other", c.v.now, [
      outcomeOf(taken, { ok: false, permanent: true, reason: "x" }, c.v.now, 0),
    ]);
    expect((await c.rows(notice))[0]).toMatchObject({ state: "sent", provider_id: "A1" });
  });

  test("a message given back and claimed again has a turn that was never used, though its tries are given back too", async () => {
    await c.queue(1);
    const turns: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const one = await take("w", n);
      if (!one) throw new Error("nothing claimed");
      turns.push(one.turn);
      await giveBack(c.db, "w", [one]);
    }
    expect(turns).toEqual([1, 2, 3]);
  });
});
