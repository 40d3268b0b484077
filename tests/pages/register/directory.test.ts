import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newReport, saveRun } from "#app/directory/report.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { loader } from "#app/routes/annuaire._index.tsx";
import { loader as one } from "#app/routes/annuaire.$key.tsx";
import { loader as imports } from "#app/routes/annuaire.imports._index.tsx";
import { loader as csv } from "#app/routes/annuaire.imports.$id[.]csv.ts";
import { freshDatabase } from "../../support/databases.ts";
import { declaration, smallVersailles } from "../../support/versailles.ts";
import { later, withConvention, withPerson } from "../../support/world.ts";
import { statusOf, visitor } from "./harness.ts";

describe("the directory", () => {
  let db: Database;
  let v: Awaited<ReturnType<typeof smallVersailles>>;
  let elsewhere: Caller;
  let admin: Caller;
  let visit: ReturnType<typeof visitor>;
  const names = async (query: string) =>
    (await visit.get(loader, v.rssi, `/annuaire${query}`)).rows.map((row) => row.name);
  const page = (caller: Caller, key: string) => visit.get(one, caller, `/annuaire/${key}`, { key });

  beforeAll(async () => {
    db = await freshDatabase();
    v = await smallVersailles(db);
    await withConvention(db, "mbn-grand-est");
    elsewhere = await withPerson(db, { function: "rssi", at: "academie-reims" });
    admin = await withPerson(db, { function: "administrateur" });
    visit = visitor(db, () => later(v.now, 60));
    await declareIncident(db, v.head, declaration(), v.now);
  });
  afterAll(() => db.close());

  test("is searched by name, UAI and filters", async () => {
    expect(await names("?q=ecuyers")).toEqual(["École des Écuyers"]);
    expect(await names("?q=0781024P")).toEqual(["École Richard Mique"]);
    expect(await names("?type=circonscription&departement=78")).toEqual(["Circonscription de Versailles"]);
    expect(await names("?dispositif=mbn&q=mique")).toEqual([]);
  });

  test("a query of 10 MB, emoji, NUL, wildcards: harmless", async () => {
    const long = await visit.get(loader, v.rssi, `/annuaire?q=${"é".repeat(5_000_000)}`);
    expect(long.rows).toEqual([]);
    expect(await names("?q=%F0%9F%94%A5%E2%80%8F")).toEqual([]);
    expect(await names("?q=%00mique%00&type=%00&apres=%00")).toEqual(["École Richard Mique"]);
    expect(await names("?q=%25_%25")).toEqual([]);
    expect(await statusOf(page(v.rssi, "\u0000'; drop table person; --"))).toBe(404);
  });

  test("an organisation shows its levels, its people, what is missing and whom an alert would reach", async () => {
    const school = await page(v.rssi, "0781024P");
    expect(school.levels.map(({ key }) => key)).toEqual(["0780580G", "dsden-78", "academie-versailles"]);
    const head = school.functions.find((held) => held.function === "chefEtablissement");
    expect(head?.people[0]).toMatchObject({ rank: 0, from: "2020-01-01T00:00:00.000Z", until: null });
    expect(school.incidents).toHaveLength(1);
    expect((await page(v.head, "0781024P")).reached?.map((reached) => reached.function)).toContain("ien");
    const orphan = await page(v.rssi, "0781121V");
    expect(orphan.functions.find((held) => held.function === "chefEtablissement")?.gap).toBe("no-holder");
  });

  test("people of another dispositif are not named, nor are incidents shown", async () => {
    const school = await page(elsewhere, "0781024P");
    expect(JSON.stringify(school)).not.toContain("agents.example.invalid");
    expect(school.functions.find((held) => held.function === "chefEtablissement")?.hidden).toBe(true);
    expect([school.incidents, school.reached]).toEqual([[], null]);
    // A head of school reads up their own chain, not the school beside.
    expect((await page(v.head, "0780580G")).peopleShown).toBe(true);
    expect((await page(v.head, "0781121V")).peopleShown).toBe(false);
  });

  test("import reports are the administrator's, with their refused rows as a file", async () => {
    const report = newReport("annuaire", "etablissements.csv", false);
    report.added = 12;
    report.refused = Array.from({ length: 30 }, (_, n) => ({
      file: "etablissements.csv",
      line: n + 2,
      key: "=1+1",
      reason: "UAI inconnu",
    }));
    await saveRun(db, report, "0".repeat(64), v.now, v.now);
    const { runs } = await visit.get(imports, admin, "/annuaire/imports");
    const [run] = runs.filter(({ kind }) => kind === "annuaire");
    expect(run).toMatchObject({ refusedTotal: 30, counts: { added: 12 } });
    expect(run?.refused).toHaveLength(10);
    const params = { id: run?.id ?? "" };
    const file = (await visit.get(csv, admin, "/", params)) as unknown as Response;
    const lines = (await file.text()).trim().split("\r\n");
    expect(lines).toHaveLength(31);
    expect(lines[1]).toBe(`"etablissements.csv";2;"'=1+1";"UAI inconnu"`);
    expect(await statusOf(visit.get(csv, admin, "/", { id: "\u0000" }))).toBe(404);
    expect(await statusOf(visit.get(imports, v.rssi, "/annuaire/imports"))).toBe(403);
    expect(await statusOf(visit.get(csv, v.rssi, "/", params))).toBe(403);
  });
});
