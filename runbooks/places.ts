import type { Path } from "#conventions/problem.ts";
import type { RunbookFinding, RunbookProblem } from "./problem.ts";

/** Where something stands: its line, counted from 1, and its name for an author. */
export type Place = { line: number; where: string };

/** Remembers the line of each part of a runbook while it is read, so that later checks can point at it. */
export class Places {
  readonly #known = new Map<string, Place>();
  readonly #told = new Set<string>();

  constructor(readonly file: string) {}

  note(path: Path, line: number, where: string): void {
    this.#known.set(JSON.stringify(path), { line, where });
  }

  /** The place of a path, or of the nearest thing around it that has one. */
  of(path: Path): Place {
    for (let length = path.length; length >= 0; length -= 1) {
      const known = this.#known.get(JSON.stringify(path.slice(0, length)));
      if (known) return known;
    }
    return { line: 1, where: "le fichier" };
  }

  /** Remembers that the reader has already complained there: the schema need not say it again. */
  tell(path: Path): void {
    this.#told.add(JSON.stringify(path));
  }

  told(path: Path): boolean {
    return path.some((_, rank) => this.#told.has(JSON.stringify(path.slice(0, rank + 1))));
  }

  problem({ path, what, expected, warning }: RunbookFinding): RunbookProblem {
    const { line, where } = this.of(path);
    return { file: this.file, line, where, what, expected, ...(warning ? { warning } : {}) };
  }
}
