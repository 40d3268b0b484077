/** A place inside a convention: `["alerts", 3, "to"]`. */
export type Path = readonly (string | number)[];

/** What a check finds before the place is turned into a line. */
export interface Finding {
  path: Path;
  message: string;
}

/** A mistake in a convention file, told so that its author can go to the line. */
export interface Problem {
  file: string;
  line: number;
  column?: number;
  path: string;
  message: string;
}

/** `alerts[3].to`, or « (racine) » for the whole file. */
export function writePath(path: Path): string {
  if (path.length === 0) return "(racine)";
  return path
    .map((step, rank) => (typeof step === "number" ? `[${step}]` : rank === 0 ? step : `.${step}`))
    .join("");
}

/** `mbn.yaml:12:5 — alerts[3].to : …`, the form editors and terminals link to. */
export function writeProblem(problem: Problem): string {
  const column = problem.column === undefined ? "" : `:${problem.column}`;
  return `${problem.file}:${problem.line}${column} — ${problem.path} : ${problem.message}`;
}
