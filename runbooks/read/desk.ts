import type { Path } from "#conventions/problem.ts";
import type { Places } from "../places.ts";
import type { RunbookProblem } from "../problem.ts";

/** What the readers of each part share: the text, where things are, and what was found wrong. */
export class Desk {
  readonly problems: RunbookProblem[] = [];

  constructor(
    readonly text: string,
    readonly places: Places,
  ) {}

  /** A mistake at a line that has no place in the runbook: a stray paragraph, a piece of HTML. */
  complain(line: number, where: string, what: string, expected: string): void {
    this.problems.push({ file: this.places.file, line, where, what, expected });
  }

  /** A mistake in a part of the runbook, which the schema then leaves alone. */
  refuse(path: Path, line: number, where: string, mistake: { what: string; expected: string }): void {
    this.places.note(path, line, where);
    this.places.tell(path);
    this.complain(line, where, mistake.what, mistake.expected);
  }
}
