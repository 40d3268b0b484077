import type { Path } from "#conventions/problem.ts";

/** A mistake in a runbook, told so that its author can go to the line and mend it. `file:line` is where it is. */
export interface RunbookProblem {
  file: string;
  line: number;
  /** The place in the author's words: « étape « couper-messagerie », Délai ». */
  where: string;
  what: string;
  expected: string;
  /** A warning is shown and refuses nothing. */
  warning?: true;
}

/** What a check finds before its place is known. */
export interface RunbookFinding {
  path: Path;
  what: string;
  expected: string;
  warning?: true;
}

/** `rancongiciel.md:41 — étape « isoler », Délai : …`, the form editors and terminals link to. */
export function writeRunbookProblem({ file, line, where, what, expected, warning }: RunbookProblem): string {
  return `${file}:${line} — ${warning ? "avertissement, " : ""}${where} : ${what} ; on attend ${expected}.`;
}
