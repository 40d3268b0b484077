import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConvention } from "#conventions/read.ts";

const text = readFileSync("conventions/ene-atrium.yaml", "utf8");
const problems = (from: string, to: string) => {
  expect(text).toContain(from);
  const read = readConvention(text.replace(from, to), "ene-atrium.yaml");
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path} : ${message}`);
};

test.each([
  ["whoever decides has not signed", "- { kind: region, function: elu }", "- { kind: departement, function: elu }", "federation.decides[0].kind", "personne ne pourrait décider"],
  ["a commitment said twice", "{ key: identifiant-unique,", "{ key: securite,", "federation.commitments.identity.list[5].key", "déjà prise"],
  ["a delay of the console that cites an article", "rule: CHOIX-FEDERATION\n    statement", "rule: ATR-8\n    statement", "federation.checks.rule", "choix de la console"],
  ["an unknown rule", "federation:\n  rule: ATR-8", "federation:\n  rule: ATR-88", "federation.rule", "ATR-88"],
  ["a desk that reaches nobody", "otherwise: [dsi, elu], at: region }\n  commitments", "otherwise: [dsi, elu], at: dsden }\n  commitments", "federation.desk[0].at", "n’atteindrait personne"],
  ["a role without commitments", "    service:\n      rule: ATR-A2", "    services:\n      rule: ATR-A2", "federation.commitments", "service"],
])("told by its place: %s", (_, from, to, path, word) => {
  expect(problems(from, to).find((one) => one.startsWith(path) && one.includes(word)), problems(from, to).join("\n")).toBeDefined();
}); // biome-ignore format: one mistake a line
