import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { importAaf } from "#app/directory/import-aaf.ts";
import { aaf, etabName, persName, school } from "./aaf-file.ts";
import { tarball, targz, zip } from "./archives.ts";
import { NOW, stage } from "./harness.ts";

const here = stage();
const XML = '<?xml version="1.0" encoding="UTF-8"?>';

/** Nothing of it may reach the database, and the sentence has to say why. */
async function refused(name: string, content: string | Buffer, sentence: RegExp) {
  const before = await here.size();
  const file = await here.file(name, content);
  await expect(importAaf(here.db, { file, now: NOW })).rejects.toThrow(sentence);
  expect(await here.size()).toEqual(before);
}
const name = etabName("Complet");

test("a truncated XML imports nothing", async () => {
  const whole = aaf(Array.from({ length: 50 }, (_, i) => school(i + 1)));
  await refused(name, whole.slice(0, whole.length * 0.8), /XML tronqué : rien n'a été importé/);
});

test("a truncated XML in the middle of a good archive imports nothing", async () => {
  const files = { [name]: aaf([school(1)]), [persName("Complet")]: aaf([school(2)]).slice(0, -60) };
  await refused("livraison.zip", await zip(files), /livraison\.zip\/.*XML tronqué/);
});

test("an XML bomb is refused before it unfolds", async () => {
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  const doctype = `<!DOCTYPE ficAlimMENESR [<!ENTITY l0 "lol">${lol}]>`;
  await refused(name, aaf([school(1, "&l9;")], XML, doctype), /DOCTYPE déclare des entités/);
});

test("an external entity is never fetched", async () => {
  const doctype = '<!DOCTYPE ficAlimMENESR [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
  await refused(name, aaf([school(1, "&x;")], XML, doctype), /DOCTYPE déclare des entités/);
});

test("an external DTD is named and never fetched", async () => {
  const doctype = '<!DOCTYPE ficAlimMENESR SYSTEM "http://127.0.0.1:1/piege.dtd">';
  const file = await here.file(name, aaf([school(1)], XML, doctype));
  expect(await importAaf(here.db, { file, now: NOW, dryRun: true })).toMatchObject({ added: 1 });
});

test("an entity that nothing declares is refused", async () => {
  await refused(name, aaf([school(1, "&inconnue;")]), /entité XML non prédéfinie/);
});

test.each([
  ["another XML", "<html><body/></html>", /racine « html »/],
  ["an empty file", "", /XML tronqué/],
  ["no XML at all", "Bonjour", /mal formé/],
  ["nested without end", aaf(["<a>".repeat(40)]), /trop de niveaux/],
  ["a megabyte in one value", aaf([school(1, "x".repeat(1_500_000))]), /mégaoctet sans balise/],
  ["a comment without end", `${XML}<ficAlimMENESR><!-- ${"x".repeat(1_500_000)}`, /mégaoctet sans balise/],
  [
    "an unknown encoding",
    aaf([], '<?xml version="1.0" encoding="KLINGON"?>'),
    /encodage « KLINGON » inconnu/,
  ],
  [
    "bytes that are not the UTF-8 it claims",
    Buffer.concat([Buffer.from(`${XML}<ficAlimMENESR>`), Buffer.from([0xe9, 0x20])]),
    /se dit en UTF-8/,
  ],
])("%s is refused", async (_, content, sentence) => refused(name, content, sentence));

test("paths that leave the archive are refused", async () => {
  const evil = (await zip({ "xx/xx/evil.xml": aaf([school(1)]) }))
    .toString("latin1")
    .replaceAll("xx/xx/evil", "../../evil");
  await refused("evil.zip", Buffer.from(evil, "latin1"), /chemin interdit/);
  await refused("evil.tar", await tarball({ "../evil.xml": aaf([school(1)]) }), /chemin interdit/);
  await refused("abs.tar", await tarball({ "/etc/evil.xml": aaf([school(1)]) }), /chemin interdit/);
});

test("archives cut short are refused", async () => {
  const files = { [name]: aaf(Array.from({ length: 200 }, (_, i) => school(i + 1))) };
  for (const [as, bytes] of [
    ["cut.zip", await zip(files)],
    ["cut.tar.gz", await targz(files)],
    ["cut.tar", await tarball(files)],
  ] as const)
    await refused(as, bytes.subarray(0, Math.floor(bytes.length / 2)), /tronqué/);
});

test("an archive that unfolds without measure is refused", async () => {
  const value = `<v>${"x".repeat(500_000)}</v>`;
  const bomb = gzipSync(`${XML}<ficAlimMENESR>${value.repeat(160)}`, { level: 9 });
  await refused("bomb.xml.gz", bomb, /se déplie en plus de 6\d Mo/);
});
