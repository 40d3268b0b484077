import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { outboxWorker, sealForgotten } from "#app/engine/outbox/worker.ts";
import type { Database } from "#app/platform/database/database.ts";
import { openTest } from "#app/reachability/commands/open-test.ts";
import { makers } from "#machines/reachability/v1/effects.ts";
import { dueAt } from "#machines/time/due.ts";
import { freshDatabase } from "../support/databases.ts";
import { type GrandEst, smallGrandEst } from "../support/grand-est.ts";

const MONDAY = new Date("2026-11-30T09:00:00Z");
const later = (seconds: number) => new Date(MONDAY.getTime() + seconds * 1_000);
/** The reminder of both tests is due. */
const DUE = 60 * 3_600;
const BROKEN = "Test dont la machine a un bogue";

/** A bug of ours: its steps throw a plain error for one dossier, as no rule does. */
async function withBug<T>(types: string[], work: () => Promise<T>): Promise<T> {
  const sound = types.map((type) => [type, makers[type]] as const);
  for (const [type, make] of sound)
    makers[type] = (test, happening, world) => {
      if (test.facts.title === BROKEN) throw new TypeError(`bogue dans ${type}`);
      return make?.(test, happening, world) ?? [];
    };
  try {
    return await work();
  } finally {
    for (const [type, make] of sound) if (make) makers[type] = make;
  }
}

describe.each(["postgres", "embedded"] as const)("a bug in a step (%s)", (kind) => {
  let db: Database;
  let people: GrandEst;
  let broken: string;
  let sound: string;
  const errors: string[] = [];
  const onError = (error: unknown) => void errors.push((error as Error).message);
  const said = () => errors.splice(0);
  const sealed = async () =>
    (
      await db.query<{ dossier_id: string }>(
        "select dossier_id from journal_entry where type = 'alerts.sent' order by position",
      )
    ).map((row) => row.dossier_id);

  beforeAll(async () => {
    db = await freshDatabase(kind);
    people = await smallGrandEst(db);
    await db.query("update organisation set mail = lower(mail) where uai is not null");
    const ask = (title: string) => {
      const about = { dispositif: "mbn", functions: ["chefEtablissement"], territory: "dispositif" };
      return openTest(db, people.rssi, { ...about, title, endsAt: "2026-12-11T17:00:00Z" }, MONDAY);
    };
    broken = (await ask(BROKEN)).id;
    sound = (await ask("Êtes-vous joignable ?")).id;
  });
  afterAll(() => db.close());

  test("the outbox ends, tells it once, and the other dossiers have their record and their tasks", async () => {
    const send = async ({ address }: { address: string }) =>
      address.startsWith("0541236c")
        ? { ok: false as const, permanent: true, reason: "550 boîte inconnue" }
        : { ok: true as const };
    const sent = await withBug(["alerts.sent", "deliveries.failed"], () =>
      outboxWorker(db, {
        channels: { mail: { concurrency: 4, send } },
        now: () => MONDAY,
        onError,
      }).run(),
    );
    expect(sent).toBeGreaterThan(2);
    expect(said()).toEqual(["bogue dans deliveries.failed"]);
    expect(await sealed()).toEqual([sound]);
    const tasks = await db.query<{ dossier_id: string }>(
      "select dossier_id from task where key = 'addresses-54'",
    );
    expect(tasks.map((row) => row.dossier_id)).toEqual([sound]);
  });

  test("it is tried again later and later, not at each beat; mended, what was left to do is done", async () => {
    const beat = (seconds: number) => sealForgotten(db, later(seconds), onError);
    await withBug(["alerts.sent", "deliveries.failed"], async () => {
      await beat(1);
      expect(said()).toEqual([]);
      await beat(70);
      expect(said()).toEqual(["bogue dans alerts.sent"]);
      await beat(71);
      expect(said()).toEqual([]);
    });
    await beat(120);
    expect(said()).toEqual([]);
    expect(await sealed()).toEqual([sound, broken]);
  });

  test("clocks: the broken one waits its turn, the others ring", async () => {
    const rings = (seconds: number) => ringDue(db, later(DUE + seconds), onError);
    await withBug(["deadline.reached"], async () => {
      expect(await rings(0)).toBe(1);
      expect(said()).toEqual(["bogue dans deadline.reached"]);
      expect([await rings(1), said().length]).toEqual([0, 0]);
      expect([await rings(2), said().length]).toEqual([0, 1]);
      expect([await rings(4), said().length]).toEqual([0, 0]);
      expect([await rings(6), said().length]).toEqual([0, 1]);
    });
    expect(await rings(14)).toBe(1);
    expect(said()).toEqual([]);
  });
});

test("a delay that never ends is refused, not looked for without end", () => {
  const place = { timezone: "Europe/Paris", departement: "54" };
  const from = MONDAY.toISOString();
  expect(() => dueAt(from, { workingHours: Number.POSITIVE_INFINITY }, place)).toThrow(RangeError);
  expect(() => dueAt(from, { workingDays: -1 }, place)).toThrow(RangeError);
  expect(() => dueAt(from, { workingDays: 5 }, { ...place, workingDays: [8] })).toThrow(RangeError);
  expect(dueAt(from, { workingDays: 5 }, { ...place, workingDays: [] }).end).toBe("2026-12-07T23:00:00.000Z");
});
