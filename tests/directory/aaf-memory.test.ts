import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { expect, test } from "vitest";
import { gatherAaf } from "#app/directory/aaf/gather.ts";
import { importAaf } from "#app/directory/import-aaf.ts";
import { newReport } from "#app/directory/report.ts";
import { aaf, etabName, head, persName, person, request, school } from "./aaf-file.ts";
import { NOW, stage } from "./harness.ts";

const here = stage();
const MB = 1024 * 1024;

/** A Complet of an académie: pupils by the tens of thousands, and a few people of direction among them. */
async function write(path: string, megabytes: number): Promise<number> {
  const out = createWriteStream(path);
  const [before, after] = aaf(["@"]).split("@") as [string, string];
  out.write(before);
  let pupils = 0;
  for (let size = 0; size < megabytes * MB; ) {
    const block = Array.from({ length: 500 }, (_, i) => pupil(pupils + i)).join("\n");
    pupils += 500;
    size += block.length;
    if (!out.write(block)) await once(out, "drain");
  }
  for (let id = 1; id <= 20; id++) out.write(person(id, [head(1)]));
  out.end(after);
  await once(out, "close");
  return pupils;
}

const pupil = (id: number) =>
  request("add", "Eleve", 1_000_000 + id, {
    ENTEleveINE: String(id),
    sn: `ELEVE${id}`,
    givenName: "Enfant",
    ENTPersonAdresse: "1 rue de l'Essai$$$",
    ENTEleveEnseignements: [
      "MATHEMATIQUES",
      "FRANCAIS",
      "HISTOIRE-GEOGRAPHIE",
      "ANGLAIS LV1",
      "ALLEMAND LV2",
    ],
    ENTEleveClasses: "3000$3A",
  });

/** The most memory held while reading, over what was held before. */
async function peak(path: string) {
  const held = () => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / MB;
  };
  globalThis.gc?.();
  const before = held();
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, held() - before);
  }, 20);
  const report = newReport("aaf", path, true);
  const found = await gatherAaf([path], report, () => {
    most = Math.max(most, held() - before);
  });
  clearInterval(timer);
  return { most, found, report };
}

test("a file of 64 MB is read in the memory of a small one", async () => {
  const path = here.path(persName("Complet", "BIG"));
  const pupils = await write(path, 64);
  const { most, found, report } = await peak(path);
  expect(report.counted).toMatchObject({ Eleve: pupils, PersEducNat: 20 });
  expect(found.persons.size).toBe(20);
  expect(most).toBeLessThan(60);
  await here.file(etabName("Complet", "BIG"), aaf([school(1)]));
  const report2 = await importAaf(here.db, { file: [here.path(etabName("Complet", "BIG")), path], now: NOW });
  expect(report2).toMatchObject({ added: 21, refused: [] });
  expect(await here.count("person")).toBe(20);
});
