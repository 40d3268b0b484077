import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { importAnnuaire } from "#app/directory/import-annuaire.ts";
import { importConvention } from "#app/directory/import-convention.ts";
import { makeUai } from "#app/directory/uai.ts";
import { projectRoot } from "#app/platform/root.ts";
import { annuaire2020 } from "./annuaire-file.ts";
import { KINDS, LATER, NOW, stage } from "./harness.ts";

describe.each(KINDS)("on %s", (kind) => {
  const here = stage(kind);
  const texts = new Map<string, string>();

  beforeAll(async () => {
    const folder = join(projectRoot, "conventions");
    for (const file of (await readdir(folder)).filter((name) => name.endsWith(".yaml")))
      texts.set(file, await readFile(join(folder, file), "utf8"));
  });

  const covered = async (dispositif: string) =>
    here.db.query<{ key: string; party: string | null }>(
      `select o.key, c.party_key as party from coverage c join organisation o on o.id = c.organisation_id
     join dispositif d on d.id = c.dispositif_id where d.key = $1 order by o.key`,
      [dispositif],
    );

  describe("a convention", () => {
    test("makes its dispositif, its organisations and a version, once", async () => {
      for (const [file, text] of texts)
        expect(await importConvention(here.db, { file, text, now: NOW })).toMatchObject({
          added: 1,
          refused: [],
        });
      expect(await here.count("dispositif")).toBe(5);
      const before = await here.count("organisation");
      for (const [file, text] of texts)
        expect(await importConvention(here.db, { file, text, now: LATER })).toMatchObject({
          added: 0,
          left: 1,
        });
      expect(await here.count("convention")).toBe(5);
      expect(await here.count("organisation")).toBe(before);
    });

    test("its mailbox stays in it, not on the organisation", async () => {
      expect((await here.organisation("academie-versailles"))?.mail).toBeNull();
    });

    test("an avenant makes a new version, the one before stays", async () => {
      const text = (texts.get("ent-ecoles-versailles.yaml") ?? "").replace(
        "version: 2018-09-01",
        "version: 2026-01-01",
      );
      expect(await importConvention(here.db, { file: "avenant.yaml", text, now: LATER })).toMatchObject({
        added: 1,
      });
      expect(await here.count("convention where key = 'ent-ecoles-versailles'")).toBe(2);
    });

    test("with a mistake is refused with its line, and nothing is imported", async () => {
      const before = await here.size();
      const report = await importConvention(here.db, {
        file: "faute.yaml",
        text: "key: Majuscule\ntitle: [",
        now: NOW,
      });
      expect(report.refused.length).toBeGreaterThan(0);
      expect(report.refused[0]).toMatchObject({ file: "faute.yaml", line: expect.any(Number) });
      expect(await here.size()).toEqual(before);
    });
  });

  describe("a dispositif covers", () => {
    beforeAll(async () => {
      const nice = { departement: "06", academie: "Nice", insee: "06011", commune: "Beaulieu-sur-Mer" };
      const metz = { departement: "57", academie: "Nancy-Metz", insee: "57463", commune: "Metz" };
      const file = await here.file(
        "all.csv",
        annuaire2020([
          { uai: makeUai("78", 9001), circonscription: "IEN VERSAILLES" },
          { uai: makeUai("78", 9002), sector: "Privé" },
          { uai: makeUai("06", 9001), ...nice, circonscription: "IEN NICE I" },
          { uai: makeUai("57", 9001), ...metz, type: "Collège" },
          { uai: makeUai("57", 9002), ...metz, type: "Lycée", sector: "Privé" },
          { uai: makeUai("57", 9003), ...metz, type: "Ecole" },
          { uai: makeUai("57", 9004), ...metz, type: "Collège", state: "FERME" },
        ]),
      );
      await importAnnuaire(here.db, { file, now: NOW });
    });

    test("the schools of its perimeter, their circonscriptions, DSDEN, académie and communes", async () => {
      const keys = await covered("versailles");
      expect(keys).toContainEqual({ key: makeUai("78", 9001), party: null });
      expect(keys).toContainEqual({ key: "ien-78-versailles", party: null });
      expect(keys).toContainEqual({ key: "dsden-78", party: null });
      expect(keys).toContainEqual({ key: "academie-versailles", party: "academie" });
      expect(keys).toContainEqual({ key: "commune-78646", party: "communes" });
      expect(keys.map(({ key }) => key)).not.toContain(makeUai("78", 9002));
      expect(keys.map(({ key }) => key)).not.toContain("commune-57463");
    });

    test("public and private collèges and lycées where the convention says no more, each a party", async () => {
      const schools = (await covered("mbn")).filter(({ party }) => party === "etablissements");
      expect(schools.map(({ key }) => key)).toEqual([makeUai("57", 9001), makeUai("57", 9002)]);
    });

    test("one commune only, where it names one", async () => {
      expect((await covered("beaulieu")).map(({ key }) => key)).toEqual([
        makeUai("06", 9001),
        "academie-nice",
        "commune-06011",
        "dsden-06",
        "ien-06-nice-i",
        "prestataire-beaulieu",
      ]);
    });

    test("no longer a school that closes", async () => {
      const file = await here.file(
        "closed.csv",
        annuaire2020([
          { uai: makeUai("06", 9001), departement: "06", academie: "Nice", insee: "06011", state: "FERME" },
        ]),
      );
      await importAnnuaire(here.db, { file, now: LATER, acceptClosures: true });
      expect((await covered("beaulieu")).map(({ key }) => key)).not.toContain(makeUai("06", 9001));
    });
  });
});
