import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { holdersOf } from "#app/directory/holders.ts";
import { importAaf } from "#app/directory/import-aaf.ts";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { makeUai } from "#app/directory/uai.ts";
import { aaf, deputy, etabName, head, persName, person, request, school, teacher } from "./aaf-file.ts";
import { annuaire2020 } from "./annuaire-file.ts";
import { tarball, targz, zip } from "./archives.ts";
import { KINDS, LATER, NOW, stage } from "./harness.ts";

describe.each(KINDS)("on %s", (kind) => {
  const here = stage(kind);

  /** A delivery of its own: prefix, schools and people, as one zip. */
  async function delivery(
    prefix: string,
    etabs: string[],
    people: string[],
    kind: "Complet" | "Delta" = "Complet",
  ) {
    const files = { [etabName(kind, prefix)]: aaf(etabs), [persName(kind, prefix)]: aaf(people) };
    return here.file(`${prefix}-${Math.random()}.zip`, await zip(files));
  }
  const uai = (id: number) => makeUai("16", 9000 + (id % 1000));
  async function direction(id: number) {
    const organisation = await here.organisation(uai(id));
    const holders = await holdersOf(here.db, [String(organisation?.id)], ["chefEtablissement"], LATER);
    return holders.map(({ name, rank }) => `${rank} ${name}`);
  }

  describe("a delivery gives schools and who runs them", () => {
    test("the head holds, the deputy stands in, teachers and pupils are counted only", async () => {
      const pupil = request("add", "Eleve", 900, { sn: "ELEVE-SECRET", givenName: "Enfant" });
      const parent = request("add", "PersRelEleve", 901, {
        sn: "PARENT-SECRET",
        mail: "p@x.example.invalid",
      });
      const people = [
        person(1, [head(10)]),
        person(2, [deputy(10)]),
        person(3, [teacher(10)]),
        pupil,
        parent,
      ];
      const report = await importAaf(here.db, { file: await delivery("A", [school(10)], people), now: NOW });
      expect(report).toMatchObject({
        added: 3,
        refused: [],
        counted: {
          EtabEducNat: 1,
          PersEducNat: 3,
          Eleve: 1,
          PersRelEleve: 1,
          "PersEducNat hors direction": 1,
        },
      });
      expect(await direction(10)).toEqual(["0 Nom1", "1 Nom2"]);
      expect(await here.organisation(uai(10))).toMatchObject({
        kind: "etablissement",
        school_type: "college",
        academie: "Poitiers",
        source: "aaf",
      });
      const everything = JSON.stringify([
        await here.db.query("select * from person"),
        await here.db.query("select * from organisation"),
        await here.db.query("select * from import_run"),
      ]);
      expect(everything).not.toMatch(/SECRET|Nom3/);
    });

    test("the same delivery again changes nothing", async () => {
      const file = await delivery(
        "B",
        [school(20), school(21)],
        [person(20, [head(20)]), person(21, [deputy(21)])],
      );
      await importAaf(here.db, { file, now: NOW });
      const again = await importAaf(here.db, { file, now: LATER });
      expect(again).toMatchObject({ added: 0, changed: 0, left: 4, closed: 0, refused: [] });
      expect(await here.count("tenure where until is not null")).toBe(0);
    });

    test("a deputy who becomes head is substitute no more", async () => {
      const etabs = [school(30)];
      await importAaf(here.db, { file: await delivery("C", etabs, [person(30, [deputy(30)])]), now: NOW });
      const report = await importAaf(here.db, {
        file: await delivery("C", etabs, [person(30, [head(30)])]),
        now: NOW,
      });
      expect(report).toMatchObject({ changed: 1, left: 1, closed: 0 });
      expect(await direction(30)).toEqual(["0 Nom30"]);
    });

    test("a school of the annuaire keeps the annuaire's words and gains its head and its missing mailbox", async () => {
      const csv = annuaire2020([
        {
          uai: uai(40),
          name: "Collège de l'annuaire",
          type: "Collège",
          departement: "16",
          academie: "Poitiers",
          mail: "",
        },
      ]);
      await importAnnuaire(here.db, { file: await here.file("40.csv", csv), now: NOW });
      const report = await importAaf(here.db, {
        file: await delivery("D", [school(40)], [person(40, [head(40)])]),
        now: NOW,
      });
      expect(report).toMatchObject({ added: 1, changed: 1 });
      expect(await here.organisation(uai(40))).toMatchObject({
        name: "Collège de l'annuaire",
        source: "annuaire",
        mail: `ce.${uai(40)}@etab.example.invalid`,
      });
      expect(await direction(40)).toEqual(["0 Nom40"]);
    });

    test("people come alone, once their schools are known; two who swap addresses swap them", async () => {
      await importAaf(here.db, {
        file: await here.file(etabName("Complet", "E"), aaf([school(50)])),
        now: NOW,
      });
      const two = (a: string, b: string) =>
        aaf([person(50, [head(50)], "A", a), person(51, [deputy(50)], "B", b)]);
      const file = await here.file(
        persName("Complet", "E"),
        two("x@e.example.invalid", "y@e.example.invalid"),
      );
      expect(await importAaf(here.db, { file, now: NOW })).toMatchObject({ added: 2, refused: [] });
      const swapped = await here.file(
        persName("Complet", "E"),
        two("y@e.example.invalid", "x@e.example.invalid"),
      );
      expect(await importAaf(here.db, { file: swapped, now: NOW })).toMatchObject({ changed: 2 });
      expect(await here.db.query("select name from person where email = 'x@e.example.invalid'")).toEqual([
        { name: "B" },
      ]);
    });
  });

  describe("what is wrong is named, the rest is taken", () => {
    test("a wrong check letter, and the people of that school", async () => {
      const file = await delivery(
        "F",
        [school(60), school(61, "CLG", "0123456A")],
        [person(60, [head(60)]), person(61, [head(61)])],
      );
      const { added, refused } = await importAaf(here.db, { file, now: NOW });
      expect(added).toBe(2);
      expect(refused.map(({ key, reason }) => [key, reason])).toEqual([
        ["61", "UAI « 0123456A » : lettre de contrôle A, S attendu"],
        ["61", "direction d'une structure inconnue ou refusée (61)"],
      ]);
      expect(refused[0]).toMatchObject({
        file: expect.stringContaining(`.zip/${etabName("Complet", "F")}`),
        line: 17,
      });
    });

    test("an address that is none is marked, one that two people share stays with the first", async () => {
      const people = [
        person(70, [head(70)], "A", "pas-une-adresse"),
        person(71, [deputy(70)], "B", "commune@etab.example.invalid"),
        person(72, [deputy(70)], "C", "commune@etab.example.invalid"),
      ];
      const report = await importAaf(here.db, { file: await delivery("G", [school(70)], people), now: NOW });
      expect(report).toMatchObject({ added: 4, mails: { ok: 3, invalid: 1 } });
      expect(report.counted["adresses partagées, laissées à la première personne"]).toBe(1);
      expect(
        await here.db.query("select name, mail_state from person where email = 'pas-une-adresse'"),
      ).toEqual([{ name: "A", mail_state: "invalid" }]);
    });
  });

  describe("a Complet closes what vanished, and nothing else", () => {
    const many = (n: number, from: number) => Array.from({ length: n }, (_, i) => from + i);

    test("people and schools gone are closed, not deleted; they come back if they come back", async () => {
      const ids = many(20, 100);
      const whole = (keep: number[]) =>
        delivery(
          "H",
          keep.map((id) => school(id)),
          keep.map((id) => person(id, [head(id)])),
        );
      await importAaf(here.db, { file: await whole(ids), now: NOW });
      const report = await importAaf(here.db, { file: await whole(ids.slice(1)), now: NOW });
      expect(report).toMatchObject({ closed: 2, left: 38 });
      expect((await here.organisation(uai(100)))?.closed_at).toEqual(NOW);
      expect(await direction(100)).toEqual([]);
      // Other deliveries are none of its business.
      expect((await here.organisation(uai(20)))?.closed_at).toBeNull();

      expect(await importAaf(here.db, { file: await whole(ids), now: NOW })).toMatchObject({
        changed: 2,
        closed: 0,
      });
      expect(await direction(100)).toEqual(["0 Nom100"]);
    });

    test("more than a tenth is refused whole, unless it is meant", async () => {
      const ids = many(20, 200);
      const whole = (keep: number[]) =>
        delivery(
          "I",
          keep.map((id) => school(id)),
          keep.map((id) => person(id, [head(id)])),
        );
      await importAaf(here.db, { file: await whole(ids), now: NOW });
      const before = await here.size();
      const half = await whole(ids.slice(10));
      await expect(importAaf(here.db, { file: half, now: LATER })).rejects.toThrow(
        /10 structures sur 20, plus de 10 %/,
      );
      expect(await here.size()).toEqual(before);
      expect(await here.organisation(uai(200))).toMatchObject({ closed_at: null });
      expect(await importAaf(here.db, { file: half, now: LATER, acceptClosures: true })).toMatchObject({
        closed: 20,
      });
    });

    test("a school of the annuaire is the annuaire's to close", async () => {
      const csv = annuaire2020([{ uai: uai(300), type: "Collège", departement: "16", academie: "Poitiers" }]);
      await importAnnuaire(here.db, { file: await here.file("300.csv", csv), now: NOW });
      await importAaf(here.db, {
        file: await here.file(etabName("Complet", "J"), aaf([school(300), school(301)])),
        now: NOW,
      });
      const file = await here.file(etabName("Complet", "J"), aaf([school(301)]));
      expect(await importAaf(here.db, { file, now: NOW })).toMatchObject({ closed: 0 });
      expect((await here.organisation(uai(300)))?.closed_at).toBeNull();
    });
  });

  describe("a Delta changes only what it says", () => {
    test("adds, modifies, ends and deletes; what it omits stays", async () => {
      const people = [person(400, [head(400)]), person(401, [deputy(400)]), person(402, [head(401)])];
      await importAaf(here.db, { file: await delivery("K", [school(400), school(401)], people), now: NOW });
      const delta = [
        request("modify", "PersEducNat", 400, { mail: "nouvelle@etab.example.invalid" }),
        request("modify", "PersEducNat", 401, { ENTPersonFonctions: [teacher(400)] }),
        request("delete", "PersEducNat", 402),
        person(403, [head(401)]),
        request("modify", "PersEducNat", 499, { ENTPersonFonctions: [head(400)] }),
      ];
      const etabs = [request("modify", "EtabEducNat", 401, { ENTStructureNomCourant: "CLG$Rebaptisé" })];
      const report = await importAaf(here.db, { file: await delivery("K", etabs, delta, "Delta"), now: NOW });
      expect(report).toMatchObject({ added: 1, changed: 2, closed: 2 });
      expect(report.refused).toEqual([
        expect.objectContaining({ key: "499", reason: expect.stringContaining("un Complet est attendu") }),
      ]);
      expect(await direction(400)).toEqual(["0 Nom400"]);
      expect(await direction(401)).toEqual(["0 Nom403"]);
      expect((await here.organisation(uai(401)))?.name).toBe("CLG Rebaptisé");
      expect(await here.count("person where email = 'nouvelle@etab.example.invalid'")).toBe(1);
    });

    test("a structure withdrawn is closed", async () => {
      await importAaf(here.db, {
        file: await here.file(etabName("Complet", "L"), aaf([school(410)])),
        now: NOW,
      });
      const file = await here.file(etabName("Delta", "L"), aaf([request("delete", "EtabEducNat", 410)]));
      expect(await importAaf(here.db, { file, now: NOW })).toMatchObject({ closed: 1 });
    });
  });

  describe("any form, any encoding", () => {
    test.each([
      ["zip", zip],
      ["tar", tarball],
      ["tar.gz", targz],
    ])("a %s with its bordereau", async (form, pack) => {
      const id = { zip: 500, tar: 501, "tar.gz": 502 }[form] ?? 503;
      const bytes = await pack({
        [`dossier/${etabName("Complet", form)}`]: aaf([school(id)]),
        [persName("Complet", form)]: aaf([person(id, [head(id)])]),
        "bordereau.txt": "ENT;20260301",
      });
      const report = await importAaf(here.db, {
        file: await here.file(`livraison.${form}`, bytes),
        now: NOW,
      });
      expect(report).toMatchObject({ added: 2, refused: [], counted: { "autres fichiers laissés": 1 } });
    });

    const named = (label: string, id: number) => school(id, `Collège ${label} Œuvré à Évry`);
    test.each([
      ["ISO-8859-15", 510, '<?xml version="1.0" encoding="ISO-8859-15"?>', "iso-8859-15"],
      ["UTF-8", 511, '<?xml version="1.0" encoding="UTF-8"?>', "utf-8"],
      ["UTF-8 avec BOM", 512, '<?xml version="1.0" encoding="UTF-8"?>', "bom"],
      ["sans déclaration", 513, "", "utf-8"],
      ["sans déclaration ni UTF-8", 514, "", "iso-8859-15"],
      ["UTF-16", 515, '<?xml version="1.0" encoding="UTF-16"?>', "utf-16"],
    ])("%s", async (label, id, declaration, encoding) => {
      const text = aaf([named(label, id)], declaration).trimStart();
      const bytes = encoding === "bom" ? Buffer.from(`\uFEFF${text}`) : iconv.encode(text, encoding);
      const file = await here.file(etabName("Delta", `X${id}`), bytes);
      expect(await importAaf(here.db, { file, now: NOW })).toMatchObject({ added: 1, refused: [] });
      expect((await here.organisation(uai(id)))?.name).toBe(`Collège ${label} Œuvré à Évry`);
    });
  });
});
