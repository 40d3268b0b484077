import { describe, expect, test } from "vitest";
import { importAaf } from "#app/directory/import-aaf.ts";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { makeUai } from "#app/directory/uai.ts";
import { aaf, head, person, request, school, teacher } from "./aaf-file.ts";
import { annuaire2024 } from "./annuaire-file.ts";
import { KINDS, LATER, NOW, realFile, stage } from "./harness.ts";

const pupil = (id: number, etab: number, guardians: number) =>
  request("add", "Eleve", id, {
    sn: "ELEVE-SECRET",
    ENTPersonStructRattach: String(etab),
    ENTElevePersRelEleve: Array.from({ length: guardians }, (_, n) => `${id}0${n}$10$1$1$1$1`),
  });

describe.each(KINDS)("how many people a school has, on %s", (kind) => {
  const here = stage(kind);
  const counts = (uai: string) =>
    here.db.query(
      "select h.profile, h.people, h.source, h.at from headcount h join organisation o on o.id = h.organisation_id where o.uai = $1 order by 1",
      [uai],
    );
  /** The same file with a column of pupils. */
  const withPupils = (rows: { uai: string }[], pupils: string[]) =>
    annuaire2024(rows)
      .trimEnd()
      .split(/\r?\n/)
      .map((line, n) => `${line};${n === 0 ? "Nombre_d_eleves" : pupils[n - 1]}`)
      .join("\n");

  test("the AAF counts pupils, those in charge, teachers and staff, and keeps none of them", async () => {
    const uai = makeUai("16", 9001);
    const requests = [
      school(1, "CLG$A", uai),
      pupil(10, 1, 2),
      pupil(11, 1, 1),
      pupil(12, 1, 0),
      person(20, [head(1)]),
      person(21, [teacher(1)]),
      person(22, [teacher(1), teacher(2)]),
    ];
    const file = await here.file("ENT_Complet_20260301_Tout_0000.xml", aaf(requests));
    const report = await importAaf(here.db, { file, now: NOW });
    expect(report.counted).toMatchObject({ Eleve: 3, "effectifs comptés": 4 });
    expect(await counts(uai)).toEqual([
      { profile: "families", people: 3, source: "aaf", at: NOW },
      { profile: "pupils", people: 3, source: "aaf", at: NOW },
      { profile: "staff", people: 1, source: "aaf", at: NOW },
      { profile: "teachers", people: 2, source: "aaf", at: NOW },
    ]);
    const everything = await here.db.query("select row_to_json(p) from person p");
    expect(JSON.stringify([everything, report])).not.toContain("ELEVE-SECRET");
  });

  test("the annuaire gives its own where no fresh count of the AAF is known, and what is no number is left", async () => {
    const [known, other, odd] = [makeUai("16", 9001), makeUai("16", 9002), makeUai("16", 9003)];
    const file = await here.file(
      "annuaire.csv",
      withPupils([{ uai: known }, { uai: other }, { uai: odd }], ["999", "123", "beaucoup"]),
    );
    await importAnnuaire(here.db, { file, now: LATER });
    expect(await counts(known)).toContainEqual({ profile: "pupils", people: 3, source: "aaf", at: NOW });
    expect(await counts(other)).toEqual([{ profile: "pupils", people: 123, source: "annuaire", at: LATER }]);
    expect(await counts(odd)).toEqual([]);
  });

  test("a Delta says what changed, not how many there are", async () => {
    const before = await counts(makeUai("16", 9001));
    const file = await here.file("ENT_Delta_20260302_Eleve_0000.xml", aaf([pupil(13, 1, 2)]));
    await importAaf(here.db, { file, now: LATER });
    expect(await counts(makeUai("16", 9001))).toEqual(before);
  });

  test("a dry run counts nothing", async () => {
    const file = await here.file("sec.csv", withPupils([{ uai: makeUai("16", 9004) }], ["50"]));
    await importAnnuaire(here.db, { file, now: LATER, dryRun: true });
    expect(await counts(makeUai("16", 9004))).toEqual([]);
  });

  test.runIf(kind === "postgres")("the real annuaire of the Yvelines", async () => {
    const file = realFile("annuaire/yvelines78-annuaire-2020-10.csv");
    if (!file) return;
    const report = await importAnnuaire(here.db, { file, now: LATER });
    expect(report.counted["effectifs comptés"]).toBeGreaterThan(100);
  });
});
