import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importCommand } from "#app/console/import.ts";
import { NoCatalogue, readCatalogue } from "#app/homologation/content/read-catalogue.ts";
import { readYaml } from "#app/homologation/content/read-content.ts";
import type { Database } from "#app/platform/database/database.ts";
import { demarchesSchema } from "#machines/homologation/v1/content.ts";
import { freshDatabase } from "../support/databases.ts";
import { NIGHT } from "../support/world.ts";

const DATA = "../shared/data/mesures";
const files = ["ciso-rgs-v2.0.yaml", "ciso-anssi-guide-hygiene.yaml", "mss-mesures_V2_prod_05-02-2026.csv"];

describe("catalogues of measures", () => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.close());
  const imported = async (args: string[]) => {
    let out = "";
    const io = { cwd: process.cwd(), out: (text: string) => (out += text), err: () => {} };
    const code = await importCommand.run(["mesures", ...args], { db, io, now: () => NIGHT } as never);
    return { code, out };
  };

  test.skipIf(!existsSync(DATA))(
    "all three of the real ones come in whole, twice changes nothing, a dry run writes nothing",
    async () => {
      const paths = files.map((file) => `${DATA}/${file}`);
      const dry = await imported([...paths, "--dry-run"]);
      const [none] = await db.query<{ n: number }>("select count(*)::int n from catalogue_measure");
      expect(none?.n).toBe(0);
      const first = await imported(paths);
      expect(first.out).toBe(dry.out);
      process.stderr.write(first.out);
      expect(first.out).toContain("202 ajoutées, 0 modifiées, 0 inchangées, 0 fermées, 0 refusées");
      expect(first.out).toContain("61 ajoutées");
      expect(first.out).toContain("135 ajoutées");
      const again = await imported(paths);
      expect(again.out.match(/ 0 ajoutées, 0 modifiées/g)).toHaveLength(3);
      const [hygiene] = await db.query(
        "select title, section, levels from catalogue_measure where catalogue = 'anssi-guide-hygiene' and ref = '1'",
      );
      expect(hygiene).toMatchObject({
        title: expect.stringContaining("Former les équipes"),
        section: "I Sensibiliser et former",
      });
      const [mss] = await db.query<{ levels: object }>(
        "select levels from catalogue_measure where ref = 'RECENSEMENT.2'",
      );
      expect(mss?.levels).toEqual({ basique: "recommended", modere: "required", avance: "required" });
    },
  );

  test("identifiers missing or twice are told by their line, and the rest is taken", () => {
    const csv =
      "REF,ORGA/SI,Statut initial,Basique,Modéré,Avancé\nA.1,SI,,Indispensable,,\n,SI,,,,\nA.1,SI,,,,\nB.1,SI,,,,\n";
    const { catalogue, refused } = readCatalogue("m.csv", csv);
    expect(catalogue.measures.map(({ ref }) => ref)).toEqual(["A.1", "B.1"]);
    expect(refused).toEqual([
      { line: 3, reason: "l’identifiant (REF) manque" },
      { line: 4, key: "A.1", reason: "l’identifiant est déjà celui de la ligne 2" },
    ]);
    const yaml = `ref_id: X\nobjects:\n  framework:\n    requirement_nodes:\n    - { urn: "u:1", assessable: true, name: Un }\n    - { assessable: true, name: Sans }\n    - { urn: "u:1", assessable: true, name: Deux }\n`;
    expect(readCatalogue("x.yaml", yaml).refused).toEqual([
      { line: 6, reason: "l’identifiant (urn) manque" },
      { line: 7, key: "u:1", reason: "l’identifiant est déjà celui de la ligne 5" },
    ]);
  });

  test("what is no catalogue is refused whole, with its line", () => {
    for (const [file, text] of [
      ["x.yaml", "a: [1"],
      ["x.yaml", "key: a\nversion: un\n"],
      ["x.csv", "a,b\n1,2\n"],
      ["x.csv", ""],
    ] as const)
      expect(() => readCatalogue(file, text)).toThrow(NoCatalogue);
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [${"*a,".repeat(9)}*a]`).join("\n")}`;
    expect(() => readYaml("x.yaml", bomb, demarchesSchema)).toThrow(/alias/i);
  });

  test("a démarche that names a piece it lacks is told by its line", () => {
    const text = readFileSync("homologations/demarches.yaml", "utf8");
    const line =
      text.split("\n").findIndex((one) => one.includes('"piece:strategie", "piece:cartographie"]')) + 1;
    const wrong = readYaml(
      "homologations/demarches.yaml",
      text.replace('"piece:strategie", "piece:cartographie"]', '"piece:plan-b", "piece:cartographie"]'),
      demarchesSchema,
    );
    expect(wrong.ok ? [] : wrong.problems).toEqual([
      expect.objectContaining({ what: "la pièce « plan-b » n’est pas dans « pieces »", line }),
    ]);
  });
});
