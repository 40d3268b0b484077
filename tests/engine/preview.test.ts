import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { declareIncident, previewDeclaration } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { categorySchema, certaintySchema, perimeterSchema } from "#conventions/schema.ts";
import { machineOf } from "#machines/registry.ts";
import { freshDatabase } from "../support/databases.ts";
import { declaration, smallVersailles } from "../support/versailles.ts";
import { withPerson } from "../support/world.ts";

let db: Database;
let v: Awaited<ReturnType<typeof smallVersailles>>;
beforeAll(async () => {
  db = await freshDatabase();
  v = await smallVersailles(db);
  await withPerson(db, { function: "ien", at: "0780580G", rank: 1 });
  await withPerson(db, { function: "dasen", at: "dsden-78" });
  await withPerson(db, { function: "dpd", at: "academie-versailles" });
});
afterAll(() => db.close());

const facts = fc.record({
  organisation: fc.constantFrom("0781024P", "0781121V", "commune-78646", "0780580G", "dsden-78"),
  category: fc.constantFrom(...categorySchema.options.filter((one) => one !== "suspension")),
  certainty: fc.constantFrom(...certaintySchema.options),
  personalData: fc.constantFrom(true, false, null),
  perimeter: fc.option(fc.constantFrom(...perimeterSchema.options), { nil: undefined }),
  by: fc.constantFrom("rssi", "ien", "head", "mayor" as const),
});
type Reached = { address: string; rule: string; article: string; via: string };
const sorted = (list: Reached[]) =>
  list.map(({ address, rule, article, via }) => `${address} ${rule} ${article} ${via}`).sort();
const sent = async (dossier: string, notice?: string) =>
  sorted(
    await db.query<Reached>(
      `select d.address, d.rule, d.article, d.via from delivery d join notice n on n.id = d.notice_id
        where d.dossier_id = $1 and ($2::text is null or n.key = $2)`,
      [dossier, notice ?? null],
    ),
  );
const foreseenOf = (
  recipients: { address: string | null; rule: string; article: string; via: string | null }[],
) => sorted(recipients.filter((one): one is Reached => one.address !== null));

test("what a declaration would do is what it does: recipients, rules, clocks, state", async () => {
  await fc.assert(
    fc.asyncProperty(facts, async ({ by, perimeter, ...given }) => {
      const input = declaration({ ...given, ...(perimeter && { perimeter }) });
      const caller = v[by as "rssi"];
      const foreseen = await previewDeclaration(db, caller, input, v.now).catch((error: Error) => error);
      const before = await dossiers();
      const done = await declareIncident(db, caller, input, v.now).catch((error: Error) => error);
      if (foreseen instanceof Error || done instanceof Error) {
        expect(String(done)).toBe(String(foreseen));
        expect(await dossiers()).toBe(before);
        return;
      }
      expect(done.state).toBe(foreseen.state);
      expect(await sent(done.id)).toEqual(foreseenOf(foreseen.recipients));
      const clocks = await db.query<{ key: string; due: Date | null }>(
        "select key, due_at due from deadline where dossier_id = $1 order by key",
        [done.id],
      );
      const foreseenClocks = foreseen.effects.flatMap((one) =>
        one.do === "start-deadline" ? [one.deadline] : [],
      );
      expect(clocks.map((one) => `${one.key} ${one.due?.toISOString()}`)).toEqual(
        foreseenClocks.map((one) => `${one.key} ${one.dueAt ?? undefined}`).sort(),
      );
    }),
    { numRuns: 60 },
  );
});

test("asking what an event would do changes nothing, and then it does that", async () => {
  await fc.assert(
    fc.asyncProperty(facts, facts, async (declared, qualified) => {
      const { id } = await declareIncident(
        db,
        v.head,
        declaration({ category: declared.category, certainty: declared.certainty }),
        v.now,
      );
      const event = {
        type: "incident.qualified",
        field: "partage",
        severity: "major",
        certainty: qualified.certainty,
        category: qualified.category,
        personalData: qualified.personalData ?? true,
        perimeter: qualified.perimeter ?? "school",
      };
      const before = await rowsOf(id);
      const foreseen = await previewEvent(db, v.rssi, id, event, v.now);
      expect(await rowsOf(id)).toEqual(before);
      const had = await sent(id);
      const done = await sendEvent(db, v.rssi, id, event, v.now);
      expect(done.state).toBe(foreseen.state);
      expect((await sent(id)).length - had.length).toBe(foreseenOf(foreseen.recipients).length);
      for (const notice of new Set(foreseen.recipients.map((one) => one.notice)))
        expect(await sent(id, notice)).toEqual(
          foreseenOf(foreseen.recipients.filter((one) => one.notice === notice)),
        );
    }),
    { numRuns: 25 },
  );
});

describe("the journal", () => {
  test("played again through the machine of each dossier gives the state and the context that are stored", async () => {
    const stored = await db.query<Stored>(
      `select d.id, d.ref, d.machine, d.machine_version version, d.state, d.context, d.dispositif_id dispositif, c.body convention
         from dossier d join convention c on c.id = d.convention_id`,
    );
    expect(stored.length).toBeGreaterThan(20);
    for (const { id, ref, dispositif, convention, ...one } of stored) {
      const machine = machineOf(one.machine, one.version);
      const entries = await db.query<{ payload: string }>(
        "select payload from journal_entry where dossier_id = $1 order by seq",
        [id],
      );
      let now: { state: string; context: Record<string, unknown> } | null = null;
      for (const { payload } of entries) {
        const { type, data, at, actor } = JSON.parse(payload);
        const stepped = machine.step(
          now,
          { type, data, at, by: actor },
          { convention, dossier: id, ref, dispositif, content: null },
        );
        now = { state: stepped.state, context: asStored(stepped.context) as Record<string, unknown> };
      }
      expect(now).toEqual({ state: one.state, context: one.context });
    }
  });
});

type Stored = {
  id: string;
  ref: string;
  machine: string;
  version: number;
  state: string;
  context: Record<string, unknown>;
  dispositif: string;
  convention: Parameters<ReturnType<typeof machineOf>["step"]>[2]["convention"];
};

async function dossiers() {
  const [row] = await db.query<{ n: number; last: number | null }>(
    "select count(*) n, (select max(last) from ref_counter) last from dossier",
  );
  return `${row?.n} ${row?.last}`;
}

/** Everything a dossier has, to see that nothing moved. */
async function rowsOf(id: string) {
  const tables = ["journal_entry", "notice", "delivery", "deadline", "task", "dossier_access"];
  const counts = await Promise.all(
    tables.map((table) => db.query(`select count(*) n from ${table} where dossier_id = $1`, [id])),
  );
  return [await db.query("select * from dossier where id = $1", [id]), counts];
}

/** As PostgreSQL gives JSON back: shorter keys first. A step sees its context so, the first step excepted. */
function asStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStored);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
      .map(([key, inner]) => [key, asStored(inner)]),
  );
}
