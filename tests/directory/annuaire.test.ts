import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { makeUai } from "#app/directory/uai.ts";
import { annuaire2020, annuaire2024, schools } from "./annuaire-file.ts";
import { KINDS, LATER, NOW, stage } from "./harness.ts";

describe.each(KINDS)("on %s", (kind) => {
  const here = stage(kind);
  const uai = (n: number) => makeUai("78", n);

  describe("a school is read with all the levels above it", () => {
    test("in the naming of 2020", async () => {
      const file = await here.file(
        "2020.csv",
        annuaire2020([
          { uai: uai(9001), circonscription: "Circonscription d'inspection du 1er degré des Mureaux" },
        ]),
      );
      const report = await importAnnuaire(here.db, { file, now: NOW });
      expect(report).toMatchObject({ added: 1, changed: 0, left: 0, refused: [], mails: { ok: 1 } });
      const chain = await here.db.query(
        `select e.kind, e.street, e.commune_insee, i.key as ien, d.key as dsden, a.key as academie from organisation e
       join organisation i on i.id = e.parent_id join organisation d on d.id = i.parent_id
       join organisation a on a.id = d.parent_id where e.uai = $1`,
        [uai(9001)],
      );
      expect(chain).toEqual([
        {
          kind: "ecole",
          street: "1; rue de l'Essai",
          commune_insee: "78646",
          ien: "ien-78-mureaux",
          dsden: "dsden-78",
          academie: "academie-versailles",
        },
      ]);
      expect(await here.organisation("commune-78646")).toMatchObject({ siren: "217806462", kind: "commune" });
    });

    test("in the naming of 2024, with BOM, CRLF and three-digit départements", async () => {
      const code = uai(9900);
      const file = await here.file("2024.csv", annuaire2024([{ uai: uai(9002), type: "Ecole", code }]));
      expect(await importAnnuaire(here.db, { file, now: NOW })).toMatchObject({ added: 1, refused: [] });
      const school = await here.organisation(uai(9002));
      expect(school).toMatchObject({ departement: "78", postal_code: "78000" });
      expect((await here.organisation(code))?.id).toBe(school?.parent_id);
    });

    test("in Windows-1252, as old exports are", async () => {
      const text = annuaire2020([{ uai: uai(9003), name: "École élémentaire Zoé" }]);
      const file = await here.file("1252.csv", iconv.encode(text, "windows-1252"));
      await importAnnuaire(here.db, { file, now: NOW });
      expect((await here.organisation(uai(9003)))?.name).toBe("École élémentaire Zoé");
    });

    test("a collège hangs on its DSDEN, and a school of La Réunion lives in its own time", async () => {
      const reunion = { departement: "974", academie: "La Réunion", insee: "97411", commune: "Saint-Denis" };
      const file = await here.file(
        "colleges.csv",
        annuaire2020([{ uai: makeUai("974", 9001), type: "Collège", name: "Collège du Volcan", ...reunion }]),
      );
      await importAnnuaire(here.db, { file, now: NOW });
      const college = await here.organisation(makeUai("974", 9001));
      expect(college).toMatchObject({
        kind: "etablissement",
        school_type: "college",
        timezone: "Indian/Reunion",
      });
      expect((await here.organisation("dsden-974"))?.id).toBe(college?.parent_id);
    });
  });

  describe("what is known is not lost", () => {
    test("the same file again changes nothing", async () => {
      const file = await here.file("again.csv", annuaire2020(schools(20, 9100)));
      await importAnnuaire(here.db, { file, now: NOW });
      expect(await importAnnuaire(here.db, { file, now: LATER })).toMatchObject({
        added: 0,
        changed: 0,
        left: 20,
      });
      expect((await here.organisation(uai(9100)))?.updated_at).toEqual(NOW);
    });

    test("a changed row changes its school, an empty cell erases nothing", async () => {
      const file = await here.file("before.csv", annuaire2020([{ uai: uai(9130), name: "École avant" }]));
      await importAnnuaire(here.db, { file, now: NOW });
      const after = await here.file(
        "after.csv",
        annuaire2020([{ uai: uai(9130), name: "École après", mail: "" }]),
      );
      expect(await importAnnuaire(here.db, { file: after, now: LATER })).toMatchObject({
        changed: 1,
        left: 0,
      });
      expect(await here.organisation(uai(9130))).toMatchObject({
        name: "École après",
        mail: "ce.essai@ecoles.example.invalid",
      });
    });

    test("an extract without circonscriptions does not take a school away from its IEN", async () => {
      const named = { uai: uai(9131), circonscription: "IEN LES MUREAUX" };
      await importAnnuaire(here.db, { file: await here.file("ien.csv", annuaire2020([named])), now: NOW });
      const without = await here.file(
        "no-ien.csv",
        annuaire2020([{ ...named, circonscription: "", name: "Autre" }]),
      );
      await importAnnuaire(here.db, { file: without, now: LATER });
      const ien = await here.organisation("ien-78-mureaux");
      expect(await here.organisation(uai(9131))).toMatchObject({ name: "Autre", parent_id: ien?.id });
    });

    test("a list of IEN gives its mailbox to the circonscription that schools named", async () => {
      const list = `academie;code_departement;nom;uai;mail;source\r\nVersailles;78;IEN LES MUREAUX;${uai(9901)};ce.${uai(9901)}@ac.example.invalid;x\r\n`;
      const report = await importAnnuaire(here.db, { file: await here.file("iens.csv", list), now: NOW });
      expect(report).toMatchObject({ added: 0, changed: 1 });
      expect(await here.organisation("ien-78-mureaux")).toMatchObject({
        uai: uai(9901),
        mail: `ce.${uai(9901)}@ac.example.invalid`,
      });
    });

    test("what a convention wrote keeps its words, and only its gaps are filled", async () => {
      await here.db.query(
        `insert into organisation (key, kind, name, departement, source, updated_at)
       values ('dsden-92', 'dsden', 'DSDEN de la convention', null, 'convention', now())`,
      );
      const file = await here.file(
        "92.csv",
        annuaire2020([{ uai: makeUai("92", 9001), departement: "92", insee: "92012", commune: "Boulogne" }]),
      );
      await importAnnuaire(here.db, { file, now: NOW });
      expect(await here.organisation("dsden-92")).toMatchObject({
        name: "DSDEN de la convention",
        departement: "92",
        source: "convention",
      });
    });
  });

  describe("addresses are weighed", () => {
    test("derived, invalid and missing ones are marked and counted", async () => {
      const header =
        "uai;nom;type;nature;secteur;adresse;code_postal;commune;code_insee;siren_commune;code_departement;departement;academie;telephone;mail;mail_origine;code_circonscription;circonscription;siret;etat";
      const row = (n: number, mail: string, origin: string) =>
        `${uai(n)};École ${n};Ecole;;Public;;78000;Versailles;78646;;78;Yvelines;Versailles;;${mail};${origin};;;;OUVERT`;
      const rows = [
        row(9140, "ce.a@b.example.invalid", "annuaire"),
        row(9141, "ce.b@b.example.invalid", "derive_du_motif"),
        row(9142, "pas une adresse", "annuaire"),
        row(9143, "", ""),
      ];
      const file = await here.file("mails.csv", [header, ...rows].join("\n"));
      const report = await importAnnuaire(here.db, { file, now: NOW });
      expect(report.mails).toEqual({ ok: 1, derived: 1, invalid: 1, missing: 1 });
      expect((await here.organisation(uai(9141)))?.mail_state).toBe("derived");
      expect(await here.organisation(uai(9142))).toMatchObject({
        mail_state: "invalid",
        mail: "pas une adresse",
      });
    });
  });

  describe("bad input", () => {
    test("a broken row in the middle is refused with its line, the others are imported", async () => {
      const lines = annuaire2020(schools(5, 9200)).split("\n");
      lines[3] = "cassée;trois;colonnes";
      const report = await importAnnuaire(here.db, {
        file: await here.file("broken.csv", lines.join("\n")),
        now: NOW,
      });
      expect(report).toMatchObject({ added: 4, policy: expect.stringContaining("refusée et nommée") });
      expect(report.refused).toEqual([
        { file: "broken.csv", line: 4, key: "cassée", reason: "3 colonnes trouvées, 18 attendues" },
      ]);
    });

    test("a wrong check letter is refused with the letter expected; so is a UAI read twice", async () => {
      const wrong = `${uai(9210).slice(0, 7)}${uai(9210)[7] === "A" ? "B" : "A"}`;
      const file = await here.file(
        "letter.csv",
        annuaire2020([{ uai: wrong }, { uai: uai(9211) }, { uai: uai(9211) }]),
      );
      const { added, refused } = await importAnnuaire(here.db, { file, now: NOW });
      expect(added).toBe(1);
      expect(refused).toEqual([
        {
          file: "letter.csv",
          line: 2,
          key: wrong,
          reason: expect.stringMatching(/lettre de contrôle . *, . attendu/),
        },
        { file: "letter.csv", line: 4, key: uai(9211), reason: expect.stringContaining("déjà lu ligne 3") },
      ]);
    });

    test("a quote never closed imports nothing at all", async () => {
      const before = await here.size();
      const lines = annuaire2020(schools(50, 9300)).split("\n");
      lines[20] = lines[20]?.replace(";OUVERT;", ';"OUVERT;') ?? "";
      const file = await here.file("quote.csv", lines.join("\n"));
      await expect(importAnnuaire(here.db, { file, now: NOW })).rejects.toThrow(
        /quote\.csv:21 : guillemet ouvert/,
      );
      expect(await here.size()).toEqual(before);
    });

    test.each([
      ["an empty file", "", /vide/],
      ["another CSV", "a;b;c\n1;2;3\n", /pas un annuaire.*colonnes absentes/],
      ["bytes that are nothing", "\u0000\u0001\u0002", /pas un annuaire/],
    ])("%s is refused with a clear sentence", async (_, content, sentence) => {
      const file = await here.file("nothing.csv", content);
      await expect(importAnnuaire(here.db, { file, now: NOW })).rejects.toThrow(sentence);
    });

    test("NUL characters, formulas and long names do no harm", async () => {
      const rows = [
        { uai: uai(9220), name: "=HYPERLINK(1)\u0000 École 🏫 مدرسة" },
        { uai: uai(9221), name: "x".repeat(400) },
      ];
      const report = await importAnnuaire(here.db, {
        file: await here.file("odd.csv", annuaire2020(rows)),
        now: NOW,
      });
      expect(report).toMatchObject({
        added: 1,
        refused: [{ line: 3, reason: "nom de plus de 300 caractères" }],
      });
      expect((await here.organisation(uai(9220)))?.name).toBe("=HYPERLINK(1) École 🏫 مدرسة");
    });
  });

  describe("closing", () => {
    test("a closed row closes its school; more than a tenth asks for a word", async () => {
      const all = schools(20, 9400);
      await importAnnuaire(here.db, { file: await here.file("open.csv", annuaire2020(all)), now: NOW });
      const one = all.map((school, i) => (i === 0 ? { ...school, state: "FERME" } : school));
      const closing = await here.file("one.csv", annuaire2020(one));
      expect(await importAnnuaire(here.db, { file: closing, now: LATER })).toMatchObject({
        closed: 1,
        left: 19,
      });
      expect((await here.organisation(all[0]?.uai ?? ""))?.closed_at).toEqual(LATER);

      const many = all.map((school, i) => (i < 8 ? { ...school, state: "FERMÉ" } : school));
      const file = await here.file("many.csv", annuaire2020(many));
      await expect(importAnnuaire(here.db, { file, now: LATER })).rejects.toThrow(
        /fermerait 7 .* sur 19.*--accept-closures/,
      );
      expect(await here.count("organisation where closed_at is not null")).toBe(1);
      expect(await importAnnuaire(here.db, { file, now: LATER, acceptClosures: true })).toMatchObject({
        closed: 7,
      });
    });

    test("a dry run reports and leaves nothing", async () => {
      const before = await here.size();
      const file = await here.file("dry.csv", annuaire2020(schools(3, 9600)));
      expect(await importAnnuaire(here.db, { file, now: NOW, dryRun: true })).toMatchObject({
        added: 3,
        dryRun: true,
      });
      expect(await here.size()).toEqual(before);
    });

    test("each run is kept with its counts and what it refused", async () => {
      const file = await here.file("kept.csv", annuaire2020([{ uai: "0000000X" }]));
      await importAnnuaire(here.db, { file, now: NOW });
      const [run] = await here.db.query(
        "select kind, counts, refused from import_run where file = 'kept.csv'",
      );
      expect(run).toMatchObject({
        kind: "annuaire",
        counts: { added: 0 },
        refused: [{ line: 2, key: "0000000X" }],
      });
    });
  });
});
