import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { monthsOf } from "#app/homologation/components/months.ts";
import { statistics } from "#app/homologation/queries/statistics.ts";
import type { Database } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { loader as figures } from "#app/routes/homologation.chiffres._index.tsx";
import { loader as csv } from "#app/routes/homologation.chiffres.export[.]csv.ts";
import { loader as ods } from "#app/routes/homologation.chiffres.export[.]ods.ts";
import { loader as systems } from "#app/routes/homologation.systemes._index.tsx";
import { loader as systemPage } from "#app/routes/homologation.systemes.$ref._index.tsx";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import { visitor } from "../pages/register/harness.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT, withConvention, withPerson } from "../support/world.ts";
import {
  assessed,
  days,
  firm,
  type HomologationStage,
  homologated,
  homologationStage,
  measure,
  reserve,
  system,
  uuid,
} from "./support.ts";

describe("lists and figures of the register", () => {
  let db: Database;
  let stage: HomologationStage;
  let visit: ReturnType<typeof visitor>;
  const now = later(NIGHT, 600);
  beforeAll(async () => {
    db = await freshDatabase();
    stage = await homologationStage(db);
    visit = visitor(db, () => now);
    const reserves = [reserve(1, "2026-04-30"), reserve(2, "2026-12-01")];
    const dossier = await homologated(db, stage, firm(12, { decision: "reserved", reserves }));
    await dossier.act(stage.people.rssi, "measures.updated", {
      changes: [{ key: measure(1).key, dueAt: "2026-04-01" }],
    });
    // Fifty-nine more, as the register has them; one named for another dispositif.
    for (let n = 1; n < 60; n += 1)
      await db.query(
        `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'ref', 'SYS-2026-' || $2::text,
           'title', 'Application ' || $2::text, 'columns', d.columns || jsonb_build_object('key', 'a' || $2::text, 'nature', 'application',
           'need', $3::text)))).* from dossier d where id = $1`,
        [stage.ent.id, String(100 + n), n % 10 ? "modere" : null],
      );
  });
  afterAll(() => db.close());
  const list = (search = "") => visit.get(systems, stage.people.rssi, `/homologation/systemes${search}`);

  test("systems come in pages, ENTs first, each once, whatever one is renamed meanwhile", async () => {
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(after ? `?apres=${after}` : "");
      expect(page.systems.length).toBeLessThanOrEqual(25);
      seen.push(...page.systems.map(({ ref }) => ref));
      after = page.next;
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
    expect(seen[0]).toBe(stage.ent.ref);
    expect((await list("?apres=n-importe-quoi")).systems[0]?.ref).toBe(stage.ent.ref);
  });

  test("filters live in the address and say what is homologated", async () => {
    const refs = async (search: string) => (await list(search)).systems.map(({ ref }) => ref);
    expect(await refs("?homologation=in-force")).toEqual([stage.ent.ref]);
    expect(await refs("?homologation=late")).toEqual([]);
    expect((await list("?homologation=never")).next).not.toBeNull();
    expect(await refs("?besoin=none")).toEqual([110, 120, 130, 140, 150].map((n) => `SYS-2026-${n}`));
    expect(await refs("?q=SYS-2026-101")).toEqual(["SYS-2026-101"]);
    expect(await refs("?q=%25")).toEqual([]);
    expect((await list("?nature=faux")).systems).toHaveLength(25);
  });

  test("an articulation is seen from both its ends, and a system of another page is still of the register", async () => {
    const { id } = await registerSystem(
      db,
      stage.people.rssi,
      system({ key: "zoe", name: "Zoé", nature: "application" }),
      NIGHT,
    );
    await sendEvent(db, stage.people.rssi, id, assessed, NIGHT);
    const link = { key: uuid(50), to: id, label: "Zoé", direction: "out", means: "CAS", data: "identité" };
    await sendEvent(db, stage.people.rssi, stage.ent.id, { type: "articulation.added", ...link }, NIGHT);
    const [row] = await db.query<{ ref: string }>("select ref from dossier where id = $1", [id]);
    const ref = row?.ref ?? "";
    expect((await list()).systems.map((one) => one.ref)).not.toContain(ref);
    expect((await list()).graph.rows).toMatchObject([{ fromRef: stage.ent.ref, toRef: ref, to: "Zoé" }]);
    const { graph } = await visit.get(systemPage, stage.people.rssi, `/homologation/systemes/${ref}`, {
      ref,
    });
    expect(graph.rows).toMatchObject([{ fromRef: stage.ent.ref, toRef: ref }]);
    await withConvention(db, "ent-ecoles-versailles");
    const elsewhere = await withPerson(db, { function: "rssi", at: "academie-versailles" });
    expect((await visit.get(systems, elsewhere, "/homologation/systemes")).systems).toEqual([]);
  });

  test("figures: states, ends, what is late and for how long, the réserves by name; nothing of another dispositif", async () => {
    const reach = reachOf(stage.people.rssi.tenures, "dossier.read");
    const counted = await statistics(db, reach, days(90));
    expect(counted).toMatchObject({
      states: [{ key: "in-force", count: 1 }],
      ends: [{ key: "2027-03", state: "in-force", count: 1 }],
      measuresLate: [
        { key: "month", count: 0 },
        { key: "quarter", count: 1 },
        { key: "older", count: 0 },
      ],
      reservesLate: [
        { key: "month", count: 0 },
        { key: "quarter", count: 1 },
        { key: "older", count: 0 },
      ],
      reserves: [
        { text: expect.stringContaining("Réserve 1"), owner: "DSI de l’académie", dueAt: "2026-04-30" },
      ],
    });
    const elsewhere = await withPerson(db, { function: "dsi", at: "academie-versailles" });
    expect(await statistics(db, reachOf(elsewhere.tenures, "dossier.read"), days(90))).toMatchObject({
      states: [],
      ends: [],
      reserves: [],
    });
    const page = await visit.get(figures, stage.people.rssi, "/homologation/chiffres");
    expect(page).toMatchObject({ federated: false, states: [{ key: "in-force" }] });
  });

  test("every figure is what reading each dossier one by one finds, with more late réserves than are named", async () => {
    await db.query(
      `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'ref', 'HOM-2025-' || n,
           'state', (array['in-force', 'to-renew', 'expired', 'suspended'])[1 + n % 4],
           'context', jsonb_set(jsonb_set(d.context, '{decision,reserves,0,dueAt}', to_jsonb((date '2026-06-20' - n)::text)),
             array['reserves', d.context->'decision'->'reserves'->0->>'key'], case when n % 7 = 0 then '{"lifted": {"proof": "vu"}}'::jsonb else '{}' end),
           'columns', d.columns || jsonb_build_object('system', gen_random_uuid(), 'reserves', 2, 'reviews', n % 3,
             'until', to_char(timestamptz '2026-05-01' + n * interval '3 days', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))))).*
         from dossier d cross join generate_series(100, 399) n where d.kind = 'homologation'`,
    );
    const now = days(90);
    const counted = await statistics(db, reachOf(stage.people.rssi.tenures, "dossier.read"), now);
    const rows = await db.query<{
      state: string;
      columns: { until: string; reviews: number };
      context: HomologationContext;
    }>("select state, columns, context from dossier where kind = 'homologation'");
    const today = Date.parse(now.toISOString().slice(0, 10));
    const late = rows.flatMap(({ context }) =>
      (context.decision?.reserves ?? [])
        .filter(({ key, dueAt }) => Date.parse(dueAt) < today && !context.reserves[key]?.lifted)
        .map(({ dueAt }) => (today - Date.parse(dueAt)) / 86_400_000),
    );
    const between = (from: number, to: number) => late.filter((age) => age >= from && age < to).length;
    expect(late.length).toBeGreaterThan(200);
    expect(counted.reserves).toHaveLength(200);
    expect(counted.reservesLate).toEqual([
      { key: "month", count: between(0, 30) },
      { key: "quarter", count: between(30, 91) },
      { key: "older", count: between(91, 9_999) },
    ]);
    const tally = (of: (row: (typeof rows)[number]) => string) => {
      const counts = new Map<string, number>();
      for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
      return [...counts].map((one) => one.join(" ")).sort();
    };
    expect(counted.states.map(({ key, count }) => `${key} ${count}`).sort()).toEqual(
      tally(({ state }) => state),
    );
    expect(counted.ends.map(({ key, state, count }) => `${key} ${state} ${count}`).sort()).toEqual(
      tally(({ columns, state }) => `${columns.until.slice(0, 7)} ${state}`),
    );
    const said = Object.fromEntries(counted.late.map(({ key, count }) => [key, count]));
    expect(said).toEqual({
      openReviews: rows.reduce((sum, { columns }) => sum + columns.reviews, 0),
      expired: rows.filter(({ state }) => state === "expired").length,
      suspended: rows.filter(({ state }) => state === "suspended").length,
    });
  });

  test("figures leave as CSV and ODS, every one of the page", async () => {
    const text = await ((await visit.get(csv, stage.people.rssi, "/x")) as unknown as Response).text();
    for (const word of ["Par état", "En vigueur", "03/2027", "Réexamens ouverts", "Mesures du plan d’action"])
      expect(text).toContain(word);
    const sheet = await (
      (await visit.get(ods, stage.people.rssi, "/x")) as unknown as Response
    ).arrayBuffer();
    expect(Buffer.from(sheet).subarray(0, 2).toString()).toBe("PK");
  });

  test("the line of ends has every month, those without an end too, and stops where it is no longer read", () => {
    const end = (key: string, state = "in-force") => ({ key, state, count: 1 });
    expect(
      monthsOf([end("2026-12"), end("2027-02"), end("2027-02", "to-renew")], "2026-11").map(
        ({ key, total }) => `${key} ${total}`,
      ),
    ).toEqual(["2026-11 0", "2026-12 1", "2027-01 0", "2027-02 2"]);
    expect(monthsOf([end("2026-09", "expired")], "2026-11").map(({ key }) => key)).toEqual([
      "2026-09",
      "2026-10",
      "2026-11",
    ]);
    expect(monthsOf([end("2099-01")], "2026-11")).toHaveLength(48);
    expect(monthsOf([], "2026-11")).toEqual([{ key: "2026-11", total: 0, states: [] }]);
  });
});
