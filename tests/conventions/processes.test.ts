import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lineOf, problemsOf } from "./sixth.ts";

const text = readFileSync("conventions/mbn-grand-est.yaml", "utf8");
const edited = (before: string, after: string) => {
  if (!text.includes(before)) throw new Error(`not in mbn-grand-est.yaml: ${before}`);
  return text.replace(before, after);
};

test.each([
  ["a silence that approves without an end", "within: { workingDays: 5 }\n        silence", "silence", "t1.silence", "à la fin d’un délai"],
  ["the same at temps 2", "within: { workingDays: 2 }\n        silence", "silence", "t2.silence", "à la fin d’un délai"],
  ["a run that no length fits", "runs: { from: 15, to: 30", "runs: { from: 31, to: 30", "runs.to", "de 31 à 30 jours"],
  ["a step under an unknown rule", "silence: approves\n        rule: MBN-5.3-T1", "silence: approves\n        rule: MBN-5.3-T9", "t1.rule", "« MBN-5.3-T9 »"],
  ["an instance that is not there", "instances: [cosui, cst]", "instances: [cosui, csv]", "review.instances[1]", "« csv »"],
] as const)("%s is told where it stands", (_, before, after, path, words) => {
  const problem = problemsOf(edited(before, after)).find((one) => one.path.endsWith(path));
  expect(problem?.path).toMatch(/^communication\.processes\.(classique|urgent)\./);
  expect(problem?.message).toContain(words);
}); // biome-ignore format: one edit a line

test("silence never approves a message of crisis, whatever a text is made to say (MBN-5.3-K1, CHOIX-4)", () => {
  const after =
    '    crise:\n      t1: { for: [region], within: { workingHours: 48 }, silence: approves, rule: MBN-5.3-K1, article: "5.3" }\n';
  const changed = edited("    crise:\n", after);
  expect(problemsOf(changed)).toMatchObject([
    {
      path: "communication.processes.crise.t1.silence",
      line: lineOf(changed, "t1: { for: [region], within: { workingHours"),
    },
  ]);
});
