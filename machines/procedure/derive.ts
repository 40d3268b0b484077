import type { Action, Runbook } from "#runbooks/schema.ts";
import { type ActionState, isExplicit, isSettled, type Progress } from "./states.ts";

/**
 * The state of every action from those that people put there (taken, blocked, done, skipped, decided): what the
 * compiled machine gives, without it, for replays and for browsers. Other states in `settled` are ignored.
 */
export function derive(runbook: Runbook, settled: Progress): Progress {
  const actions = new Map(
    runbook.phases.flatMap((phase) => phase.actions).map((action) => [action.key, action]),
  );
  const progress: Progress = {};
  const stateOf = (key: string): ActionState => {
    const known = progress[key];
    if (known !== undefined) return known;
    // A circle, which check.ts refuses, waits for ever rather than hang.
    progress[key] = "waiting";
    const action = actions.get(key);
    const explicit = settled[key];
    progress[key] = explicit !== undefined && isExplicit(explicit) ? explicit : implied(action, stateOf);
    return progress[key];
  };
  for (const key of actions.keys()) stateOf(key);
  return progress;
}

function implied(action: Action | undefined, stateOf: (key: string) => ActionState): ActionState {
  if (!action) return "waiting";
  const deciding = action.when.map(({ decision, option }) => ({
    state: stateOf(decision),
    wanted: `decided:${option}`,
  }));
  const holds = deciding.length === 0 || deciding.some(({ state, wanted }) => state === wanted);
  if (!holds && deciding.every(({ state }) => isSettled(state))) return "moot";
  const ready = holds && action.after.every((key) => isSettled(stateOf(key)));
  return ready ? (action.kind === "step" ? "todo" : "open") : "waiting";
}
