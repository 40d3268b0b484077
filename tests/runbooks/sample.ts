import { readFileSync } from "node:fs";
import { readAndCheck } from "#runbooks/check.ts";
import { type RunbookProblem, readRunbook } from "#runbooks/read.ts";

/** A short runbook in the format that people write. */
export const sample = readFileSync("tests/runbooks/sample.md", "utf8");
export const file = "messagerie-ent-compromise.md";

/** The sample with one passage changed. @throws Error when the passage is not in it. */
export function sampleWith(passage: string, instead: string): string {
  if (!sample.includes(passage)) throw new Error(`absent de l’exemple : ${passage}`);
  return sample.replace(passage, instead);
}

/** Where a passage stands in a text, as an editor counts. */
export const lineOf = (text: string, passage: string) =>
  text.slice(0, text.indexOf(passage)).split("\n").length;

/** What the reader complains of. @throws Error when it does not. */
export function readProblems(text: string): RunbookProblem[] {
  const reading = readRunbook(file, text);
  if (reading.ok) throw new Error("lu sans faute");
  return reading.problems;
}

/** What the checks find in a text that is read without a mistake. */
export function checkProblems(text: string): RunbookProblem[] {
  const reading = readAndCheck(file, text);
  return reading.ok ? reading.warnings : reading.problems;
}
