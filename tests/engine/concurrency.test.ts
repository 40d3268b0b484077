import { afterAll, beforeAll, expect, test } from "vitest";
import { ringDue } from "#app/engine/clock.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { verify } from "#app/engine/journal/verify.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { later } from "../support/world.ts";

let here: Database & { url?: string };
/** The same PostgreSQL as another process has it: another pool, and no turn shared with `here`. */
let there: Database;
let v: Awaited<ReturnType<typeof smallVersailles>>;
beforeAll(async () => {
  here = await freshDatabase();
  there = openPostgres(here.url as string);
  v = await smallVersailles(here);
});
afterAll(async () => {
  await there.close();
  await here.close();
});

const by = { kind: "person" as const, id: "someone", name: "Camille" };
const note = (db: Database, dossier: string, text: string, more = {}) =>
  dispatch(db, { dossier, type: "note.added", data: { text }, by, at: v.now, ...more });
const count = async (sql: string, params: unknown[]) =>
  (await here.query<{ n: number }>(`select count(*) n from ${sql}`, params))[0]?.n;

test("a deadline fires once, whatever number of clocks ring at once", async () => {
  const { id } = await declareIncident(here, v.head, declaration(), v.now);
  const others = [openPostgres(here.url as string, 2), openPostgres(here.url as string, 2)];
  const due = later(v.now, 16);
  const fired = await Promise.all([here, there, ...others].map((db) => ringDue(db, due)));
  expect(fired.reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(await count("journal_entry where dossier_id = $1 and type = 'deadline.reached'", [id])).toBe(1);
  expect(await count("notice where dossier_id = $1 and template = 'reminder'", [id])).toBe(1);
  await Promise.all(others.map((db) => db.close()));
});

test("fifty events from two processes at once are fifty entries of one chain", async () => {
  const { id } = await declareIncident(here, v.head, declaration(), v.now);
  const sent = Array.from({ length: 50 }, (_, n) => note(n % 2 ? here : there, id, `Note ${n}`));
  const done = await Promise.all(sent);
  expect(new Set(done.map((one) => one?.revision)).size).toBe(50);
  const texts = await here.query<{ text: string }>(
    "select payload::jsonb->'data'->>'text' as text from journal_entry where dossier_id = $1 and seq > 1",
    [id],
  );
  expect(new Set(texts.map((row) => row.text)).size).toBe(50);
  expect((await verify(here)).bad).toBeNull();
});

test("of two events on the same revision one holds; the other is told what there is now", async () => {
  const { id } = await declareIncident(here, v.head, declaration(), v.now);
  const both = await Promise.allSettled([
    note(here, id, "la première", { revision: 1 }),
    note(there, id, "la seconde", { revision: 1 }),
  ]);
  expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = both.find((one) => one.status === "rejected");
  expect(refused?.reason).toMatchObject({ expected: 1, actual: 2 });
});

test("the same Idempotency-Key sent ten times at once, to two processes, acts once and answers the same", async () => {
  const { id } = await declareIncident(here, v.head, declaration(), v.now);
  const receipt = () => receiptFor("someone", `key-${id}`, { text: "une fois" });
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => note(n % 2 ? here : there, id, "une fois", { receipt: receipt() })),
  );
  expect(new Set(answers.map((one) => one?.revision))).toEqual(new Set([2]));
  expect(answers.filter((one) => !one?.replayed)).toHaveLength(1);
  expect(await count("journal_entry where dossier_id = $1 and type = 'note.added'", [id])).toBe(1);
});

test("a declaration repeated with its key opens one incident, from two processes too", async () => {
  const input = declaration({ title: "Une seule fois" });
  const receipt = () => receiptFor(v.head.person.id, "declare-once", input);
  const opened = await Promise.all(
    [here, there, here, there].map((db) => declareIncident(db, v.head, input, v.now, receipt())),
  );
  expect(new Set(opened.map((one) => one.id)).size).toBe(1);
  expect(await count("dossier where title = $1", ["Une seule fois"])).toBe(1);
});

test("a key that comes back with another request is refused", async () => {
  const { id } = await declareIncident(here, v.head, declaration(), v.now);
  await note(here, id, "la première", { receipt: receiptFor("someone", `reused-${id}`, 1) });
  await expect(
    note(here, id, "une autre", { receipt: receiptFor("someone", `reused-${id}`, 2) }),
  ).rejects.toThrow(/clé d'idempotence/);
});
