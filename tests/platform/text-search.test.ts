import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { findDossiers } from "#app/engine/find-dossiers.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import { systemRows } from "#app/homologation/queries/systems.ts";
import type { Database } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { assessed, type HomologationStage, homologationStage, system } from "../homologation/support.ts";
import { freshDatabase } from "../support/databases.ts";
import { later, NIGHT } from "../support/world.ts";

describe.each(["postgres", "embedded"] as const)("searching by text, on %s", (kind) => {
  let db: Database;
  let stage: HomologationStage;
  let oeuvre: { id: string; ref: string };
  beforeAll(async () => {
    db = await freshDatabase(kind);
    stage = await homologationStage(db);
    const given = system({ key: "oeuvre", name: "ÉCLAIR : l’Œuvre à 100 %", nature: "application" });
    oeuvre = await registerSystem(db, stage.people.rssi, given, NIGHT);
    await sendEvent(db, stage.people.rssi, oeuvre.id, assessed, later(NIGHT, 1));
  });
  afterAll(() => db.close());
  const reach = () => reachOf(stage.people.rssi.tenures, "dossier.read");
  const systems = async (q: string) =>
    (await systemRows(db, reach(), { q }, null)).rows.map(({ ref }) => ref);
  const said = async (q: string) => {
    const params: unknown[] = [];
    const where = saysSql(q, (value) => `$${params.push(value)}`).join(" and ");
    return (await db.query<{ ref: string }>(`select d.ref from dossier d where ${where}`, params)).map(
      ({ ref }) => ref,
    );
  };

  test.each([
    ["eclair", "accents and capitals"],
    ["ŒUVRE", "a ligature, as letters or not"],
    ["oeuvre", "a ligature written in two letters"],
    ["e\u0301clair", "an accent typed apart"],
    ["l'oeuvre", "the other apostrophe"],
    ["uvre clai", "parts of words, in any order"],
    ["éclair académie", "a word of its title, another of its owner"],
    ["à", "fewer letters than a gram"],
    ["100 %", "a sign that LIKE would read"],
  ])("« %s » finds it: %s", async (q) => {
    expect(await systems(q)).toContain(oeuvre.ref);
  });

  test.each(["éclairs", "_clair", "%zz", "eclair bureau"])("« %s » does not find it", async (q) => {
    expect(await systems(q)).not.toContain(oeuvre.ref);
  });

  test("an empty search filters nothing, and a very long one neither fails nor finds", async () => {
    expect(await systems("  ")).toHaveLength(2);
    expect(await systems("a ".repeat(5_000))).toHaveLength(2);
    expect(await systems("é".repeat(5_000))).toEqual([]);
  });

  test("a renamed system is found by its new name, and so is its homologation; by the old one no more", async () => {
    const { ref } = await openHomologation(db, stage.people.rssi, oeuvre.id, later(NIGHT, 2));
    expect((await said("œuvre")).sort()).toEqual([ref, oeuvre.ref].sort());
    const { rssi } = stage.people;
    await sendEvent(db, rssi, oeuvre.id, { type: "system.described", name: "Zéphyr" }, later(NIGHT, 3));
    expect((await said("zephyr")).sort()).toEqual([ref, oeuvre.ref].sort());
    expect(await systems("œuvre")).toEqual([]);
  });

  test("a renamed organisation is found by its new name", async () => {
    await db.query("update organisation set name = 'Académie de la Champagne' where key = 'academie-reims'");
    expect(await said("champagne")).toContain(stage.ent.ref);
    await db.query("update organisation set name = 'Académie de Reims' where key = 'academie-reims'");
    expect(await said("champagne")).toEqual([]);
  });

  test("the search of the whole console keeps to references and titles", async () => {
    const all = (q: string) => findDossiers(db, reach(), ["system"], q, 5);
    expect((await all("bureau numerique")).map(({ ref }) => ref)).toEqual([stage.ent.ref]);
    expect(await all("academie")).toEqual([]);
  });

  test("an index answers, and no extension was asked for", async () => {
    const params: unknown[] = [];
    const where = saysSql("bureau", (value) => `$${params.push(value)}`).join(" and ");
    const plan = await db.transaction(async (sql) => {
      // Twenty rows are read faster without one.
      await sql.query("set local enable_seqscan = off");
      return sql.query<Record<string, string>>(`explain select d.id from dossier d where ${where}`, params);
    });
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("dossier_text_grams");
    expect(await db.query("select extname from pg_extension")).toEqual([{ extname: "plpgsql" }]);
  });
});
