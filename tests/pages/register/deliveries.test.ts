import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader } from "#app/routes/envois._index.tsx";
import { action, loader as one } from "#app/routes/envois.$id.tsx";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { later, withConvention, withPerson } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

describe("deliveries that failed", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let elsewhere: Caller;
  let visit: ReturnType<typeof visitor>;
  let id = "";
  const refusing = new Set(["ien-0780580g-0@agents.example.invalid"]);
  const sent: string[] = [];
  const drain = (minutes = 2) =>
    outboxWorker(db, {
      channels: {
        mail: {
          concurrency: 2,
          send: async ({ address }) => {
            if (refusing.has(address))
              return {
                ok: false,
                permanent: true,
                reason: "adresse ou message refusé par le serveur (550 5.1.1)",
              };
            sent.push(address);
            return { ok: true };
          },
        },
      },
      now: () => later(v.now, minutes),
      onError: (error) => {
        throw error;
      },
    }).run();
  const act = (caller: Caller, fields: Record<string, string>) =>
    visit.post(action, caller, `/envois/${id}`, fields, { id });

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    await withConvention(db, "mbn-grand-est");
    elsewhere = await withPerson(db, { function: "rssi", at: "academie-reims" });
    visit = visitor(db, () => later(v.now, 60));
    await declareIncident(db, v.head, declaration(), v.now);
    await drain();
    await drain();
  });
  afterAll(() => db.close());

  test("the RSSI sees which, why, and who was alerted instead", async () => {
    const { rows, queue } = await visit.get(loader, v.rssi, "/envois");
    expect(rows).toHaveLength(1);
    id = rows[0]?.id ?? "";
    expect(rows[0]).toMatchObject({ function: "ien", state: "refused", mayRetry: true, rule: "VER-7" });
    expect(rows[0]?.instead.length).toBeGreaterThan(0);
    expect(queue).toEqual({ waiting: 0, retried: 0, oldest: null });
  });

  test("another dispositif sees nothing, a head of school is refused, a reader may not send", async () => {
    expect((await visit.get(loader, elsewhere, "/envois")).rows).toEqual([]);
    expect(await statusOf(visit.get(one, elsewhere, `/envois/${id}`, { id }))).toBe(404);
    expect(await statusOf(visit.get(one, v.rssi, "/envois/x", { id: "x" }))).toBe(404);
    expect(await statusOf(visit.get(loader, v.head, "/envois"))).toBe(403);
    expect(await statusOf(act(v.head, { intent: "send", address: "a@example.invalid" }))).toBe(403);
    expect((await visit.get(one, v.ien, `/envois/${id}`, { id })).letter.mayRetry).toBe(false);
    expect(await statusOf(act(v.ien, { intent: "send", address: "a@example.invalid" }))).toBe(403);
  });

  test("a wrong address is told at its field and kept; a right one is shown before it leaves", async () => {
    const wrong = await act(v.rssi, { address: "pas une adresse" });
    expect(wrong).toMatchObject({ step: "check", address: "pas une adresse" });
    expect(wrong.errors[0]?.path).toBe("address");
    const check = await act(v.rssi, { address: "ien.nouvelle@agents.example.invalid" });
    expect(check).toMatchObject({ step: "confirm", errors: [] });
    expect((await visit.get(loader, v.rssi, "/envois")).rows).toHaveLength(1);
  });

  test("sent again, it leaves once to the new address, and the journal says so", async () => {
    const fields = { intent: "send", address: "ien.nouvelle@agents.example.invalid" };
    const answers = await Promise.all([act(v.rssi, fields), act(v.rssi, fields)]);
    expect(answers.map((one) => one.step)).toContain("done");
    expect((await act(v.rssi, fields)).step).toBe("late");
    sent.length = 0;
    await drain(61);
    expect(sent).toEqual(["ien.nouvelle@agents.example.invalid"]);
    const entries = await db.query("select 1 from journal_entry where type = 'delivery.retried'");
    expect(entries).toHaveLength(1);
    expect((await visit.get(loader, v.rssi, "/envois")).rows).toEqual([]);
    expect((await visit.get(one, v.rssi, `/envois/${id}`, { id })).letter.state).toBe("sent");
  });
});
