import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { MAX_TRIES } from "#app/engine/outbox/outcome.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { action, loader } from "#app/routes/envois._index.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { later } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

describe("sending everything again after an outage", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let visit: ReturnType<typeof visitor>;
  let id = "";
  let ref = "";
  let down = true;
  const sent: string[] = [];
  const drain = (minutes: number) =>
    outboxWorker(db, {
      channels: {
        mail: {
          concurrency: 2,
          send: async ({ id: delivery }) => {
            if (down) return { ok: false, permanent: false, reason: "serveur injoignable" };
            sent.push(delivery);
            return { ok: true };
          },
        },
      },
      now: () => later(v.now, minutes),
      onError: (error) => {
        throw error;
      },
    }).run();
  const dead = async () =>
    (await db.query<{ n: number }>("select count(*) n from delivery where state = 'dead'"))[0]?.n ?? 0;
  const tasks = () => db.query("select 1 from task where kind = 'dead-letter' and state = 'open'");

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    ({ id, ref } = await declareIncident(db, v.head, declaration(), v.now));
    for (let n = 0; n <= MAX_TRIES + 1; n += 1) await drain(n * 75);
    visit = visitor(db, () => later(v.now, 3_000));
  });
  afterAll(() => db.close());

  test("the RSSI is offered it with the number, then sees what would leave; nobody else is", async () => {
    const count = await dead();
    expect(count).toBeGreaterThan(1);
    const page = await visit.get(loader, v.rssi, "/envois");
    expect(page.dossiers).toMatchObject([{ id, ref, count }]);
    expect(page.all).toBeNull();
    expect((await visit.get(loader, v.rssi, `/envois?tout=${ref}`)).all).toMatchObject({ id, count });
    expect((await visit.get(loader, v.ien, `/envois?tout=${ref}`)).all).toBeNull();
    expect(await statusOf(visit.post(action, v.ien, "/envois", { dossier: id, revision: "1" }))).toBe(403);
    const aimed = { type: "delivery.retried", delivery: "all", address: "a@example.invalid" };
    await expect(sendEvent(db, v.rssi, id, aimed, v.now)).rejects.toMatchObject({
      errors: [{ path: "address" }],
    });
    expect(await dead()).toBe(count);
  });

  test("pressed twice it leaves once, to the same addresses; tasks close and the journal says so", async () => {
    const given = await db.query<{ id: string }>("select id from delivery where state = 'dead'");
    expect((await tasks()).length).toBeGreaterThan(0);
    const { all } = await visit.get(loader, v.rssi, `/envois?tout=${ref}`);
    const press = () =>
      visit.post(action, v.rssi, "/envois", { dossier: id, revision: String(all?.revision) });
    await Promise.all([press(), press()]);
    await press();
    expect(await dead()).toBe(0);
    expect(await tasks()).toEqual([]);
    down = false;
    await drain(3_001);
    expect(sent).toEqual(expect.arrayContaining(given.map((one) => one.id)));
    expect(new Set(sent).size).toBe(sent.length);
    expect(await db.query("select 1 from journal_entry where type = 'delivery.retried'")).toHaveLength(1);
    expect((await visit.get(loader, v.rssi, "/envois")).dossiers).toEqual([]);
    await expect(
      sendEvent(db, v.rssi, id, { type: "delivery.retried", delivery: "all" }, v.now),
    ).rejects.toMatchObject({ errors: [{ path: "delivery" }] });
  });
});
