import type { Path } from "#conventions/problem.ts";
import type { RunbookFinding } from "../problem.ts";
import type { Act, Action, Runbook } from "../schema.ts";

/** An action with its place: `phases[0].actions[2]`. */
export type Placed = { action: Action; path: Path };

export const placed = (runbook: Runbook): Placed[] =>
  runbook.phases.flatMap(({ actions }, phase) =>
    actions.map((action, rank) => ({ action, path: ["phases", phase, "actions", rank] })),
  );

/** What each button of a runbook does, with its place: that of a step, or of an option. */
export function actsOf(runbook: Runbook): (Placed & { act: Act })[] {
  return placed(runbook).flatMap(({ action, path }): (Placed & { act: Act })[] => {
    if (action.kind === "step")
      return action.act ? [{ act: action.act, action, path: [...path, "act"] }] : [];
    return action.options.flatMap(({ act }, rank) =>
      act ? [{ act, action, path: [...path, "options", rank, "act"] }] : [],
    );
  });
}

export const error = (path: Path, what: string, expected: string): RunbookFinding => ({
  path,
  what,
  expected,
});
export const warning = (path: Path, what: string, expected: string): RunbookFinding => ({
  path,
  what,
  expected,
  warning: true,
});

/** « a », « b » */
export const quoted = (keys: Iterable<string>) => [...keys].map((key) => `« ${key} »`).join(", ") || "rien";
