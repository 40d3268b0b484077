import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import type { Database } from "#app/platform/database/database.ts";
import { freshDatabase, type Kind } from "../support/databases.ts";
import { activeCrisis, smallGrandEst } from "../support/grand-est.ts";
import { later, NIGHT } from "../support/world.ts";

type Fired = { key: string; at: string };

describe.each<Kind>(["postgres", "embedded"])("a server whose clock jumps by an hour, on %s", (kind) => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase(kind);
  });
  afterAll(() => db.close());

  test("forward, back and forward again: no deadline fires twice, none is lost", async () => {
    const people = await smallGrandEst(db);
    const { id, act } = await activeCrisis(db, people);
    await act(people.direction, "message.proposed", {
      ...{ key: "11111111-1111-4111-8111-111111111111", channel: "ent-messaging", profiles: ["families"] },
      ...{ subject: "Objet", body: "Texte", justification: "Pourquoi" },
    });
    const errors: unknown[] = [];
    // Two instances look at once; each believes the same wrong clock.
    const ring = async (minutes: number) => {
      const at = later(NIGHT, minutes);
      await Promise.all([1, 2].map(() => ringDue(db, at, (error) => errors.push(error))));
    };
    const fired = async () => {
      const rows = await db.query<{ payload: string }>(
        "select payload from journal_entry where dossier_id = $1 and type = 'deadline.reached' order by seq",
        [id],
      );
      return rows.map(({ payload }): Fired => {
        const { at, data } = JSON.parse(payload) as { at: string; data: { key: string } };
        return { key: data.key, at };
      });
    };
    const running = () =>
      db.query<{ key: string; due: Date }>(
        "select key, due_at due from deadline where dossier_id = $1 and state = 'running' and due_at is not null",
        [id],
      );
    expect((await running()).length).toBeGreaterThan(3);

    for (const minutes of [5, 65, 66, 6, 7, 20, 80, 81, 21, 22, 40, 100, 60, 120]) await ring(minutes);
    expect(errors).toEqual([]);
    // One that winds itself again (a reminder) rings again, and later than before; the others ring once.
    const once = new Map<string, string[]>();
    for (const { key, at } of await fired()) once.set(key, [...(once.get(key) ?? []), at]);
    for (const [key, times] of once) {
      if (!key.startsWith("remind-")) expect(times, key).toHaveLength(1);
      expect(new Set(times).size, key).toBe(times.length);
    }
    expect(once.size).toBeGreaterThan(3);
    // And what was due by the latest hour has rung: nothing waits that should not.
    expect((await running()).filter(({ due }) => due <= later(NIGHT, 120))).toEqual([]);

    // A week on, whatever happened before, every step's clock has rung or runs still.
    for (let day = 1; day <= 45; day += 4) await ring(day * 1_440);
    expect((await running()).filter(({ due }) => due <= later(NIGHT, 45 * 1_440))).toEqual([]);
    const settled = await db.query<{ key: string; state: string; n: number }>(
      "select key, state, 1 n from deadline where dossier_id = $1 and state = 'breached'",
      [id],
    );
    const rung = new Set((await fired()).map(({ key }) => key));
    for (const { key } of settled) expect(rung.has(key), key).toBe(true);
  });
});
