import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CommunityChannel } from "#app/engine/outbox/channel.ts";
import { claim } from "#app/engine/outbox/claim.ts";
import { askGate, PERMIT_MS } from "#app/engine/outbox/gate.ts";
import { type OutboxOptions, outboxWorker } from "#app/engine/outbox/worker.ts";
import { later } from "../support/world.ts";
import { type Community, community, crisis, ENT } from "./community.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);

/** A way out that keeps the moment at which each message left. */
function wire(delayMs = 0) {
  const left: { address: string; at: number }[] = [];
  const channel: CommunityChannel = {
    concurrency: 8,
    prepare: async ({ address }) => ({
      send: async () => {
        left.push({ address, at: performance.now() });
        if (delayMs) await pause(delayMs);
        return { ok: true };
      },
    }),
  };
  return { left, channel };
}

describe.each(["postgres", "embedded"] as const)("the gate before each message, on %s", (kind) => {
  let c: Community;
  const errors: unknown[] = [];
  const sender = (channel: CommunityChannel, at: () => Date, more: Partial<OutboxOptions> = {}) =>
    outboxWorker(c.db, {
      channels: {},
      community: async () => channel,
      now: at,
      onError: (error) => errors.push(error),
      ...more,
    });
  beforeAll(async () => {
    c = await community(kind);
  });
  beforeEach(async () => {
    await c.db.query("update delivery set state = 'cancelled'");
    expect(errors).toEqual([]);
  });
  afterAll(() => c.db.close());

  test("a message leaves on an open channel, and the row says when the gate let it", async () => {
    await c.lock([{ channel: ENT }]);
    const notice = await c.queue(3);
    const { left, channel } = wire();
    expect(await sender(channel, () => c.v.now).run()).toBe(3);
    expect(left).toHaveLength(3);
    const [row] = await c.rows(notice);
    expect(row).toMatchObject({ state: "sent", attempts: 1, leaving_at: c.v.now, held: null });
  });

  test("without a lock to ask nothing leaves, and each message says why it is held", async () => {
    await c.unlock();
    const notice = await c.queue(3);
    const { left, channel } = wire();
    expect(await sender(channel, () => c.v.now).run()).toBe(0);
    expect(left).toEqual([]);
    const rows = await c.rows(notice);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["held"]));
    expect(rows[0]).toMatchObject({
      attempts: 0,
      leaving_at: null,
      held: { since: c.v.now.toISOString(), because: [{ rule: "TOCSIN-VERROU" }] },
    });
    expect(rows[0]?.held?.because[0]?.sentence).toMatch(/^Verrou absent/);
  });

  test("a lock that cannot be read as one lets nothing leave", async () => {
    await c.lock([]);
    await c.db.query(`update dossier set context = '{"open": "tout"}' where kind = 'lock'`);
    const notice = await c.queue(1);
    await sender(wire().channel, () => c.v.now).run();
    expect((await c.rows(notice))[0]?.state).toBe("held");
  });

  test("a lock that cannot even be computed lets nothing leave, and the message waits for a lock that can", async () => {
    await c.lock([{ channel: ENT, until: "demain" }]);
    const notice = await c.queue(1);
    const { left, channel } = wire();
    await sender(channel, () => c.v.now).run();
    expect(left).toEqual([]);
    expect((await c.rows(notice))[0]?.state).toBe("queued");
    expect(errors.splice(0)).toHaveLength(1);
    await c.lock([{ channel: ENT }]);
    expect(await sender(channel, () => later(c.v.now, 1)).run()).toBe(1);
  });

  test("on a closed channel it is held with the case, the article and the sentence of the lock", async () => {
    await c.lock([{ channel: "mail" }], [{ channel: ENT, because: crisis }]);
    const notice = await c.queue(1);
    await sender(wire().channel, () => c.v.now).run();
    const [row] = await c.rows(notice);
    expect(row?.held?.because).toEqual([crisis]);
    expect(row?.history.at(-1)).toMatchObject({ state: "held", detail: crisis.sentence });
  });

  test("several open cases: every reason is kept", async () => {
    await c.lock([], [{ channel: ENT, because: [crisis, { ...crisis, ref: "CRI-2026-002" }] }]);
    const notice = await c.queue(1);
    await sender(wire().channel, () => c.v.now).run();
    expect((await c.rows(notice))[0]?.held?.because).toHaveLength(2);
  });

  test("an opening that has ended lets nothing more leave; until then it does", async () => {
    await c.lock([{ channel: ENT, until: seconds(c.v.now, 60).toISOString() }]);
    const before = await c.queue(2);
    await sender(wire().channel, () => seconds(c.v.now, 59)).run();
    expect((await c.rows(before)).map((row) => row.state)).toEqual(["sent", "sent"]);
    const after = await c.queue(2);
    const { left, channel } = wire();
    await sender(channel, () => seconds(c.v.now, 60)).run();
    expect(left).toEqual([]);
    expect((await c.rows(after)).map((row) => row.state)).toEqual(["held", "held"]);
    expect((await c.rows(after))[0]?.held?.because[0]?.sentence).toMatch(/pris fin/);
  });

  test("what is held never leaves by itself, however often the outbox turns; once let go it does", async () => {
    await c.lock([], [{ channel: ENT, because: crisis }]);
    const notice = await c.queue(5);
    const { left, channel } = wire();
    await sender(channel, () => c.v.now).run();
    await c.lock([{ channel: ENT }]);
    for (let n = 1; n <= 5; n += 1) await sender(channel, () => later(c.v.now, n * 30)).run();
    expect(left).toEqual([]);
    await c.letGo(c.v.now);
    expect(await sender(channel, () => later(c.v.now, 200)).run()).toBe(5);
    expect((await c.rows(notice)).map((row) => row.attempts)).toEqual([1, 1, 1, 1, 1]);
  });

  test("two channels: the closed one holds its messages, the open one sends its own", async () => {
    await c.lock([{ channel: "mail" }], [{ channel: ENT, because: crisis }]);
    const shut = await c.queue(4, ENT);
    const open = await c.queue(4, "mail");
    expect(await sender(wire().channel, () => c.v.now).run()).toBe(4);
    expect(new Set((await c.rows(shut)).map((row) => row.state))).toEqual(new Set(["held"]));
    expect(new Set((await c.rows(open)).map((row) => row.state))).toEqual(new Set(["sent"]));
  });

  test("closing while two hundred are queued and being sent: none leaves once the closing is written", async () => {
    const rounds = kind === "postgres" ? 25 : 4;
    let before = 0;
    let slowest = 0;
    for (let round = 0; round < rounds; round += 1) {
      await c.lock([{ channel: ENT }]);
      const notice = await c.queue(200);
      const { left, channel } = wire(1);
      const workers = [sender(channel, () => c.v.now), sender(channel, () => c.v.now)];
      const runs = Promise.all(workers.map((worker) => worker.run()));
      await pause(5 + ((round * 37) % 120));
      // However slow the machine, some rounds close when the first have left.
      while (round % 4 === 1 && left.length === 0) await pause(1);
      const closing = performance.now();
      // Several people close at once; the channel is shut from the first commit on.
      const closers = Array.from({ length: kind === "postgres" ? 3 : 1 }, () => c.closeEnt(notice));
      const permits = Math.min(...(await Promise.all(closers)));
      const closed = performance.now();
      slowest = Math.max(slowest, closed - closing);
      expect(closed - closing).toBeLessThan(2_000);
      const [sent = 0, more = 0] = await runs;
      const rows = await c.rows(notice);
      expect(rows.filter((row) => row.leaving_at)).toHaveLength(permits);
      expect(rows.filter((row) => row.state === "sent")).toHaveLength(sent + more);
      expect(permits).toBe(sent + more);
      // A permit given before the closing may still be on its way: one a lane at most, and at once.
      const after = left.filter(({ at }) => at > closed);
      expect(after.length).toBeLessThanOrEqual(16);
      expect(after.every(({ at }) => at - closed < PERMIT_MS)).toBe(true);
      expect(left.length).toBe(sent + more);
      expect(rows.every((row) => ["sent", "held"].includes(row.state))).toBe(true);
      expect(rows.filter((row) => row.state === "held").every((row) => row.held?.because.length === 1)).toBe(
        true,
      );
      before += sent + more;
    }
    console.info(
      `${kind}: closing took ${Math.round(slowest)} ms at most, ${before} of ${rounds * 200} left`,
    );
    // Some left and some did not: the closings fell in the middle.
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(rounds * 200);
  });

  test("dead between the permit and the send: whoever takes the message over asks again", async () => {
    await c.lock([{ channel: ENT }]);
    const notice = await c.queue(1);
    const [row] = await c.rows(notice);
    const dead = await claim(c.db, "process-mort", c.v.now, 1, { dispositif: c.dispositif, channel: ENT });
    expect(
      await askGate(c.db, "process-mort", { ...delivered(c, row?.id), channel: ENT }, c.v.now),
    ).toMatchObject({
      is: "open",
    });
    expect(dead.toSend).toHaveLength(1);
    await c.lock([], [{ channel: ENT, because: crisis }]);
    const { left, channel } = wire();
    await sender(channel, () => seconds(c.v.now, 61)).run();
    expect(left).toEqual([]);
    expect((await c.rows(notice))[0]).toMatchObject({ state: "held" });
    // The first one wakes up: its claim is no longer its own, so it has no permit either.
    expect(
      (await askGate(c.db, "process-mort", { ...delivered(c, row?.id), channel: ENT }, c.v.now)).is,
    ).toBe("lost");
  });

  test("a message long to prepare asks again just before it leaves: closed meanwhile, it is held", async () => {
    await c.lock([{ channel: ENT }]);
    const notice = await c.queue(1);
    const { left, channel } = wire();
    const slow: CommunityChannel = {
      concurrency: 1,
      async prepare(...given) {
        await c.lock([], [{ channel: ENT, because: crisis }]);
        return channel.prepare(...given);
      },
    };
    await sender(slow, () => c.v.now).run();
    expect(left).toEqual([]);
    expect((await c.rows(notice))[0]).toMatchObject({ state: "held", leaving_at: null });
  });

  test("a way out that is not ready after all asks for another permit before it tries again", async () => {
    await c.lock([{ channel: ENT }]);
    const notice = await c.queue(1);
    let prepared = 0;
    const expiring: CommunityChannel = {
      concurrency: 1,
      prepare: async () => ({
        async send() {
          prepared += 1;
          await c.lock([], [{ channel: ENT, because: crisis }]);
          return "again";
        },
      }),
    };
    await sender(expiring, () => c.v.now).run();
    expect(prepared).toBe(1);
    expect((await c.rows(notice))[0]?.state).toBe("held");
  });

  test("no way out configured: refused for good with the reason, so that a person is told", async () => {
    await c.lock([{ channel: ENT }]);
    const notice = await c.queue(1);
    const none = sender(wire().channel, () => c.v.now, {
      community: async () => ({ refused: "canal « ent-messaging » non configuré" }),
    });
    await none.run();
    expect((await c.rows(notice))[0]).toMatchObject({
      state: "refused",
      last_error: "canal « ent-messaging » non configuré",
    });
  });

  test("a way out that is slow does not delay the alerts, nor another way out", async () => {
    await c.lock([{ channel: ENT }, { channel: "mail" }]);
    const stuck = await c.queue(3, ENT);
    const quick = await c.queue(3, "mail");
    const { channel } = wire();
    let free = () => {};
    const waiting = new Promise<void>((resolve) => {
      free = resolve;
    });
    const slow: CommunityChannel = {
      concurrency: 2,
      prepare: async () => ({
        async send() {
          await waiting;
          return { ok: true };
        },
      }),
    };
    const worker = sender(slow, () => c.v.now, {
      community: async (_, key) => (key === ENT ? slow : channel),
    });
    await worker.turn();
    while ((await c.rows(quick)).some((row) => row.state !== "sent")) await pause(5);
    expect((await c.rows(stuck)).some((row) => row.state === "sent")).toBe(false);
    await worker.turn();
    free();
    await worker.run();
    expect((await c.rows(stuck)).every((row) => row.state === "sent")).toBe(true);
    await worker.stop();
  });
});

const delivered = (c: Community, id = "", turn = 1) => ({ id, turn, dispositif_id: c.dispositif });
