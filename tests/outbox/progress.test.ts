import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { type Progress, progressOf, recordProgress } from "#app/engine/outbox/progress.ts";
import { recordLeaf, recordLines } from "#app/engine/outbox/record.ts";
import { outboxWorker, sealForgotten } from "#app/engine/outbox/worker.ts";
import { type Community, community, ENT } from "./community.ts";

const seconds = (from: Date, n: number) => new Date(from.getTime() + n * 1000);

describe.each(["postgres", "embedded"] as const)(
  "what becomes of a message after it was sent, on %s",
  (kind) => {
    let c: Community;
    let sentAs = 0;
    const send = (at = c.v.now) =>
      outboxWorker(c.db, {
        channels: {},
        community: async () => ({
          concurrency: 4,
          prepare: async () => ({
            async send() {
              sentAs += 1;
              return { ok: true, providerId: `P${sentAs}` };
            },
          }),
        }),
        now: () => at,
        onError: (error) => {
          throw error;
        },
      }).run();
    const rowOf = async (id: string) =>
      (await c.db.query<Row>("select * from delivery where id = $1::uuid", [id]))[0] as Row;
    const sentOne = async () => {
      const notice = await c.queue(1);
      await send();
      const [row] = await c.rows(notice);
      return { notice, id: row?.id ?? "", providerId: row?.provider_id ?? "" };
    };
    const sentMany = async (count: number) => {
      const notice = await c.queue(count);
      await send();
      return (await c.rows(notice)).map(({ id }) => id);
    };
    const failures = async () =>
      (
        await c.db.query<{ n: number }>(
          "select count(*)::int n from journal_entry where type = 'deliveries.failed'",
        )
      )[0]?.n;
    const say = (of: Parameters<typeof recordProgress>[1], what: Progress, n: number, detail?: string) =>
      recordProgress(c.db, of, what, seconds(c.v.now, n), detail, seconds(c.v.now, 100_000));

    beforeAll(async () => {
      c = await community(kind);
      await c.lock([{ channel: ENT }]);
    });
    beforeEach(() =>
      c.db.query("update delivery set state = 'cancelled' where state in ('queued', 'held', 'sending')"),
    );
    afterAll(() => c.db.close());

    test("each state is kept with its time, by our identifier or the provider's", async () => {
      const { id, providerId } = await sentOne();
      expect(await say({ channel: ENT, providerId }, "accepted", 1)).toBe("recorded");
      expect(await say({ delivery: id }, "delivered", 5)).toBe("recorded");
      const row = await rowOf(id);
      expect([row.accepted_at, row.delivered_at, row.read_at]).toEqual([
        seconds(c.v.now, 1),
        seconds(c.v.now, 5),
        null,
      ]);
      expect(progressOf(row)).toBe("delivered");
      expect(row.state).toBe("sent");
    });

    test("in any order and any number of times, it ends the same", async () => {
      const what = fc.constantFrom<Progress>("accepted", "delivered", "read", "failed");
      const reports = fc.array(fc.tuple(what, fc.integer({ min: 1, max: 50 })), {
        minLength: 1,
        maxLength: 5,
      });
      const columns = ({ accepted_at, delivered_at, read_at, failed_at }: Row) => ({
        accepted_at,
        delivered_at,
        read_at,
        failed_at,
      });
      const numRuns = kind === "postgres" ? 12 : 2;
      const pool = await sentMany(2 * numRuns);
      await fc.assert(
        fc.asyncProperty(reports, fc.infiniteStream(fc.nat()), async (given, order) => {
          const [one, two] = [{ id: pool.pop() ?? "" }, { id: pool.pop() ?? "" }];
          for (const [state, n] of given) await say({ delivery: one.id }, state, n);
          const shuffled = [...given, ...given].map((report) => ({ report, rank: order.next().value ?? 0 }));
          for (const { report } of shuffled.sort((a, b) => a.rank - b.rank))
            await say({ delivery: two.id }, ...report);
          const [first, second] = [columns(await rowOf(one.id)), columns(await rowOf(two.id))];
          expect(second).toEqual(first);
          expect(progressOf(second)).toBe(progressOf(first));
        }),
        // A failure is shown as it was found: what was sent for it is spent.
        { numRuns, endOnFailure: true },
      );
    });

    test("a failure that comes late is told once, as a task; a second report of it is nothing new", async () => {
      const { id } = await sentOne();
      const before = await failures();
      expect(await say({ delivery: id }, "failed", 60, "boîte inconnue")).toBe("recorded");
      expect(await say({ delivery: id }, "failed", 90, "encore")).toBe("known");
      await sealForgotten(c.db, seconds(c.v.now, 100_000));
      expect(await failures()).toBe((before ?? 0) + 1);
      const tasks = await c.db.query<{ data: { reason: string } }>(
        "select data from task where data->'deliveries' ? $1",
        [id],
      );
      expect(tasks).toMatchObject([{ data: { reason: "boîte inconnue" } }]);
    });

    test("cut between the report and its telling: the sweep tells it", async () => {
      const { id } = await sentOne();
      await c.db.query(
        "update delivery set failed_at = $2::timestamptz, failure = 'rejeté' where id = $1::uuid",
        [id, c.v.now.toISOString()],
      );
      const before = await failures();
      for (let n = 0; n < 2; n += 1) await sealForgotten(c.db, seconds(c.v.now, 120));
      expect(await failures()).toBe((before ?? 0) + 1);
    });

    test("a failure after a proof of delivery calls nobody", async () => {
      const { id } = await sentOne();
      await say({ delivery: id }, "delivered", 10);
      const before = await failures();
      await say({ delivery: id }, "failed", 20);
      await sealForgotten(c.db, seconds(c.v.now, 100_000));
      expect(await failures()).toBe(before);
      expect(progressOf(await rowOf(id))).toBe("delivered");
    });

    test("the sealed record stays provable: no report changes a line of it, a late failure neither", async () => {
      const { notice, id } = await sentOne();
      const lines = async () => {
        const found: string[] = [];
        for await (const line of recordLines(c.db, notice)) found.push(recordLeaf(line));
        return found;
      };
      const sealed = await lines();
      const root = async () =>
        (await c.db.query<{ root: string }>("select root from notice where id = $1::uuid", [notice]))[0]
          ?.root;
      const before = await root();
      expect(before).toBeTruthy();
      for (const what of ["accepted", "failed", "read", "delivered"] as const)
        await say({ delivery: id }, what, 9);
      expect(await lines()).toEqual(sealed);
      expect(await root()).toBe(before);
    });

    test("failed late and sent again by a person: another message for the provider, its progress begins anew", async () => {
      const { id } = await sentOne();
      await say({ delivery: id }, "failed", 60, "numéro inconnu");
      await sendEvent(
        c.db,
        c.v.rssi,
        c.dossier,
        { type: "delivery.retried", delivery: id },
        seconds(c.v.now, 70),
      );
      expect(await rowOf(id)).toMatchObject({
        state: "queued",
        failed_at: null,
        provider_id: null,
        round: 1,
      });
      await send(seconds(c.v.now, 80));
      expect(await rowOf(id)).toMatchObject({ state: "sent", failed_at: null });
    });

    test("a report that comes before our own write waits for it; one that nobody knows is forgotten after a day", async () => {
      const next = `P${sentAs + 1}`;
      expect(await say({ channel: ENT, providerId: next }, "delivered", 3)).toBe("unknown");
      expect(await say({ channel: ENT, providerId: "menti" }, "delivered", 3)).toBe("unknown");
      const { id } = await sentOne();
      await sealForgotten(c.db, seconds(c.v.now, 100_000));
      expect((await rowOf(id)).delivered_at).toEqual(seconds(c.v.now, 3));
      await sealForgotten(c.db, seconds(c.v.now, 300_000));
      expect(await c.db.query("select 1 from progress_report")).toEqual([]);
    });
  },
);
type Row = { state: string; accepted_at: Date; delivered_at: Date; read_at: Date; failed_at: Date };
