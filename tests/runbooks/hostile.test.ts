import fc from "fast-check";
import { expect, test } from "vitest";
import { readAndCheck } from "#runbooks/check.ts";
import { MAX_BYTES, readRunbook, writeRunbookProblem } from "#runbooks/read.ts";
import { ownTime } from "../support/own-time.ts";
import { file, lineOf, readProblems, sample, sampleWith } from "./sample.ts";
import { seed } from "./walks.ts";

const said = (text: string) => readProblems(text).map(writeRunbookProblem).join("\n");

test.each([
  ["nothing at all", "", /n’a pas d’en-tête/],
  ["another file altogether", "<?xml version='1.0'?><a/>", /n’a pas d’en-tête/],
  ["a front matter that is not closed", sample.replace("\n---\n\n# Mess", "\n\n# Mess"), /n’est pas fermé/],
  ["an empty front matter", "---\n---\n", /n’est pas une liste de clés/],
  ["a front matter that is a list", "---\n- a\n---\n", /n’est pas une liste de clés/],
  ["YAML that is none", sampleWith("categories: [threat", "categories: [[threat"), /YAML correct/],
  [
    "a key written twice",
    sampleWith("version: 1", "version: 1\nversion: 2"),
    /:4 .*deux fois la clé « version »/,
  ],
  ["aliases", sampleWith("version: 1", "version: &v 1\nautre: *v"), /alias/],
  [
    "a key of every object",
    sampleWith("version: 1", "version: 1\n__proto__: { key: x }"),
    /__proto__|pas connue/,
  ],
  ["a null character", sampleWith("Marquer", "Mar\u0000quer"), /:41 .*caractère de contrôle/],
  ["an escape character", sampleWith("Marquer", "Mar\u001b[31mquer"), /caractère de contrôle/],
  [
    "HTML",
    sampleWith("1. Adapter le modèle", "1. Adapter <script>alert(1)</script> le modèle"),
    /on trouve du HTML/,
  ],
  ["a block of HTML", sampleWith("## Déclencheurs", "<div>\n\n## Déclencheurs"), /on trouve du HTML/],
  ["a file beyond measure", "x".repeat(MAX_BYTES + 1), /trop gros/],
  ["a line beyond measure", `${sample}\n${"x".repeat(5_000)}`, /la ligne est trop longue/],
  ["more lines than a book", "\n".repeat(10_000), /trop long/],
  ["lists in lists in lists", `${sample}\n${"- ".repeat(500)}x`, /niveaux imbriqués/],
  [
    "brackets in brackets",
    sampleWith("[comite-suivi-securite]", "[".repeat(1_500)),
    /YAML correct|imbriqués/,
  ],
])("%s is refused, and said why", (_, text, message) => {
  expect(said(text)).toMatch(message);
});

test("no runbook is the most dangerous: a file without steps is refused", () => {
  const empty = sample.slice(0, sample.indexOf("## Phase"));
  expect(said(empty)).toMatch(/il manque une phase et ses étapes/);
});

test("a heading that only looks like one stays in the message", () => {
  const reading = readRunbook(file, sampleWith("Bonjour,", "Bonjour,\n---"));
  expect(reading.ok && reading.runbook.templates[0]?.body).toMatch(/^Bonjour,\n---/);
});

test("a phase of three hundred steps is no procedure", () => {
  const step = (rank: number) => `### \`pas-${rank}\` Faire\n\n- Qui : rssi (cellule)\n\n`;
  const text = sampleWith("## Message", `${[...Array(300).keys()].map(step).join("")}## Message`);
  expect(said(text)).toMatch(/au plus 60 élément/);
});

test("a key that every object has is refused", () => {
  expect(said(sampleWith("### `recenser-comptes`", "### `constructor`"))).toMatch(/:33 .*une autre clé/);
});

test("a broken front matter is told once, not key by key", () => {
  const text = sampleWith("categories: [threat", "categories: [[threat");
  expect(readProblems(text).every(({ what }) => what.includes("YAML"))).toBe(true);
});

test("a rule drawn with dashes is no list", () => {
  expect(
    readRunbook(file, sampleWith("Bonjour,", "Bonjour,\n\n--------------------\n\n* * * * * *")).ok,
  ).toBe(true);
});

test("a mistake is told at its own line even far down", () => {
  const text = `${sample}\n\n## Message \`fin\` Fin\n\n- Pour : familles\n`;
  expect(readProblems(text).map(({ line }) => line)).toEqual(
    expect.arrayContaining([lineOf(text, "## Message `fin`")]),
  );
});

test("what costs a parser most is refused or read in bounded time", () => {
  const heavy = [
    `${"[a](".repeat(500)}\n`.repeat(30),
    `${"*a **b ".repeat(250)}\n`.repeat(30),
    `${"`".repeat(2_000)}\n`.repeat(30),
    "- `a` [x](y) *b* **c**\n".repeat(1_400),
    "- a\n  - b\n    - c\n      - d\n".repeat(350),
  ];
  for (const lines of heavy) {
    const start = ownTime();
    const reading = readAndCheck(file, sampleWith("## Phase", `${lines}\n## Phase`));
    expect(ownTime() - start).toBeLessThan(4_000);
    expect(reading.ok ? [] : reading.problems.length).toBeLessThanOrEqual(100);
  }
});

test("whatever is done to a runbook, reading it answers and never throws", { timeout: 120_000 }, () => {
  const lines = sample.split("\n");
  const pieces = fc.constantFrom(
    "---",
    "## Phase",
    "### `a` B",
    "- Qui : ",
    "`",
    "{{",
    "}}",
    "<",
    "- Choix : `x`",
    "\t",
    "| a |",
    "1.",
    "key: [",
    "…",
    "\u2028",
    "💥",
    "Objet :",
    "# ",
  );
  const edit = fc.record({
    at: fc.nat(lines.length),
    remove: fc.nat(4),
    insert: fc.array(fc.oneof(pieces, fc.string()), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
      const text = [...lines];
      for (const { at, remove, insert } of edits) text.splice(at, remove, ...insert);
      const reading = readAndCheck(file, text.join("\n"));
      if (reading.ok) return;
      for (const { line, what, expected, where } of reading.problems) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.join("\n").split("\n").length + 1);
        expect(what && expected && where).toBeTruthy();
      }
    }),
    { numRuns: 600, seed },
  );
});
