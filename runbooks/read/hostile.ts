import type { RunbookProblem } from "../problem.ts";

/** The longest real runbook is a sixth of this; within these bounds the worst text is read in a fraction of a second. */
export const MAX_BYTES = 128 * 1024;
const MAX_LINE = 2_000;
const MAX_LINES = 1_500;
const MAX_INDENT = 40;

// Built from codes: a control character in a pattern is refused by the linter, and unreadable.
const control = new RegExp(
  `[${[...Array(32).keys()]
    .filter((code) => code !== 9 && code !== 10)
    .map((code) => `\\u${code.toString(16).padStart(4, "0")}`)
    .join("")}\\u007f]`,
);

/** What is refused before any parser sees it: what no author types, and what would make a parser work for seconds. */
export function hostile(file: string, text: string): RunbookProblem[] {
  const refuse = (line: number, what: string, expected: string): RunbookProblem[] => [
    { file, line, where: "le fichier", what, expected },
  ];
  if (Buffer.byteLength(text) > MAX_BYTES)
    return refuse(1, "le fichier est trop gros", `au plus ${MAX_BYTES / 1024} ko`);
  const lines = text.split("\n");
  if (lines.length > MAX_LINES)
    return refuse(MAX_LINES, "le fichier est trop long", `au plus ${MAX_LINES} lignes`);
  for (const [rank, line] of lines.entries()) {
    if (control.test(line)) return refuse(rank + 1, "on trouve un caractère de contrôle", "du texte");
    if (line.length > MAX_LINE)
      return refuse(rank + 1, "la ligne est trop longue", `au plus ${MAX_LINE} caractères`);
    if (line.search(/\S/) > MAX_INDENT || /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+){8}/.test(line))
      return refuse(rank + 1, "on trouve trop de niveaux imbriqués", "des listes simples");
  }
  return [];
}
