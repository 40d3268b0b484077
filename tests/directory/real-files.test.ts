import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { importAaf } from "#app/directory/import-aaf.ts";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { importConvention } from "#app/directory/import-convention.ts";
import { uaiProblem } from "#app/directory/uai.ts";
import { projectRoot } from "#app/platform/root.ts";
import { ownTime } from "../support/own-time.ts";
import { LATER, NOW, realFile, stage } from "./harness.ts";

const here = stage();
const whole = realFile("annuaire/etablissements-consolide.csv");
const yvelines = realFile("annuaire/yvelines78-annuaire-2020-10.csv");
const reunion = realFile("annuaire/reunion974-annuaire-2025-12.csv");
const lycees = realFile("annuaire/lycees-annuaire-national-2024-03.csv");
const iens = realFile("annuaire/circonscriptions-ien-consolide.csv");

beforeAll(async () => {
  for (const file of ["mbn-grand-est.yaml", "ent-ecoles-versailles.yaml"]) {
    const text = await readFile(join(projectRoot, "conventions", file), "utf8");
    await importConvention(here.db, { file, text, now: NOW });
  }
});

describe.skipIf(!whole || !yvelines || !reunion || !lycees || !iens)("the public annuaire as it is", () => {
  test("the Yvelines of 2020: 1,057 écoles in 31 circonscriptions", async () => {
    const report = await importAnnuaire(here.db, { file: yvelines ?? "", now: NOW });
    expect(report).toMatchObject({ added: 1057, refused: [], mails: { ok: 1050, missing: 7 } });
    expect(await here.count("organisation where kind = 'circonscription'")).toBe(31);
    expect(await here.count("organisation where kind = 'ecole' and parent_id is null")).toBe(0);
  });

  test("784 circonscriptions with their mailbox, those of the Yvelines being the same ones", async () => {
    const report = await importAnnuaire(here.db, { file: iens ?? "", now: NOW });
    expect(report).toMatchObject({ added: 774, changed: 10, refused: [] });
    const [poissy] = await here.db.query(
      "select uai, mail, key from organisation where key = 'ien-78-poissy'",
    );
    expect(poissy).toMatchObject({ uai: "0783230M" });
  });

  test("45,308 rows in seconds, each imported, left aside or refused by name", async () => {
    const started = ownTime();
    const report = await importAnnuaire(here.db, { file: whole ?? "", now: NOW });
    expect(ownTime() - started).toBeLessThan(40_000);
    const { added, changed, left, refused, counted, mails } = report;
    const aside = counted["services administratifs laissés"] ?? 0;
    expect(added + changed + left + refused.length + aside).toBe(45_308);
    expect(refused).toEqual([]);
    expect(mails.derived).toBeGreaterThan(29_000);
    expect(mails.invalid).toBeGreaterThan(0);
  });

  test("Mon Bureau Numérique covers its 616 collèges and 465 lycées", async () => {
    const rows = await here.db.query(
      `select o.school_type as type, count(*) as n from coverage c join dispositif d on d.id = c.dispositif_id
       join organisation o on o.id = c.organisation_id where d.key = 'mbn' and c.party_key = 'etablissements'
       group by o.school_type order by o.school_type`,
    );
    expect(rows).toEqual([
      { type: "college", n: 616 },
      { type: "lycee", n: 465 },
    ]);
  });

  test("the same 45,308 rows again change nothing", async () => {
    const report = await importAnnuaire(here.db, { file: whole ?? "", now: LATER });
    expect(report).toMatchObject({ added: 0, changed: 0, closed: 0 });
  });

  test("a school of Versailles keeps its circonscription, whose mailbox is known where the list has it", async () => {
    const rows = await here.db.query(
      `select i.mail from organisation e join organisation i on i.id = e.parent_id
       where e.departement = '78' and i.key = 'ien-78-poissy'`,
    );
    expect(rows.length).toBeGreaterThan(10);
    expect(rows[0]).toEqual({ mail: "ce.0783230M@ac-versailles.fr" });
  });

  test("La Réunion lives in its own time, its schools under its 29 circonscriptions", async () => {
    await importAnnuaire(here.db, { file: reunion ?? "", now: NOW });
    expect(await here.count("organisation where departement = '974' and timezone <> 'Indian/Reunion'")).toBe(
      0,
    );
    expect(
      await here.count(
        "organisation where departement = '974' and kind = 'circonscription' and uai is not null",
      ),
    ).toBe(29);
  });

  test("the lycées of France: the second line of a lycée on two sites is named, not taken", async () => {
    const { refused } = await importAnnuaire(here.db, { file: lycees ?? "", now: NOW });
    expect(refused.length).toBe(39);
    expect(refused.every(({ reason }) => reason.includes("déjà lu ligne"))).toBe(true);
  });

  test("every check letter that the file vouches for is found right", async () => {
    const lines = (await readFile(whole ?? "", "utf8")).split("\n").slice(1).filter(Boolean);
    expect(lines.map((line) => uaiProblem(line.slice(0, 8))).filter(Boolean)).toEqual([]);
  });
});

const samples = [
  ["ENT2DVA-ENT16_Complet_20240916_EtabEducNat_0000.xml", { EtabEducNat: 1 }, /0123456A.*lettre de contrôle/],
  [
    "ENT2DVA-ENT16_Complet_20240916_PersEducNat_0000_before.xml",
    { PersEducNat: 2 },
    /inconnue ou refusée \(43\)/,
  ],
  [
    "ENT2DVA-ENT16_Complet_20240916_PersEducNat_0000_after.xml",
    { PersEducNat: 3 },
    /inconnue ou refusée \(43\)/,
  ],
  ["ENT_Complet_20200101_EtabEducNat_0000.xml", { EtabEducNat: 1 }, /0000000V.*lettre de contrôle/],
  ["ENT_Complet_20200101_Eleve_0000.xml", { Eleve: 1 }, null],
  [
    "FULL_ENTTSSERVICES_Complet_20130117_EtabEducNat_0000.xml",
    { "structures sans école laissées": 10 },
    null,
  ],
] as const;
test.each(samples)(
  "the AAF sample %s is read and its doubtful records are named",
  async (name, counted, reason) => {
    const file = realFile(`aaf/${name}`);
    if (!file) return;
    const report = await importAaf(here.db, { file, now: NOW });
    expect(report.counted).toMatchObject(counted);
    expect(report.added).toBe(0);
    if (reason) expect(report.refused.map((one) => one.reason).join()).toMatch(reason);
    else expect(report.refused).toEqual([]);
  },
);
