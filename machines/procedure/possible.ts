import type { Action, Runbook } from "#runbooks/schema.ts";
import {
  type ActionState,
  isSettled,
  type ProcedureEvent,
  type ProcedureEventType,
  type Progress,
  stepMoves,
} from "./states.ts";

/** Everything that can happen now, in reading order. */
export function possible(runbook: Runbook, progress: Progress): ProcedureEvent[] {
  return runbook.phases
    .flatMap((phase) => phase.actions)
    .flatMap((action) => eventsOf(action, progress[action.key] ?? "waiting"));
}

function eventsOf(action: Action, state: ActionState): ProcedureEvent[] {
  if (action.kind === "step")
    return Object.keys(stepMoves[state] ?? {}).map((type) => ({
      type: type as ProcedureEventType,
      action: action.key,
    }));
  if (state === "open")
    return action.options.map(({ key }) => ({ type: "decide", action: action.key, option: key }));
  return state.startsWith("decided:") ? [{ type: "reopen", action: action.key }] : [];
}

/** Whether nothing more is expected of anyone. */
export const finished = (runbook: Runbook, progress: Progress): boolean =>
  runbook.phases.every(({ actions }) => actions.every(({ key }) => isSettled(progress[key])));

/**
 * The state that an accepted event puts its action in, for a replay without the machine: `derive` then gives the
 * others. Trusts the event: it was accepted once.
 */
export function settledAfter(progress: Progress, { type, action, option }: ProcedureEvent): Progress {
  const { [action]: state = "todo", ...others } = progress;
  if (type === "decide") return { ...others, [action]: `decided:${option}` };
  const to = stepMoves[state]?.[type];
  return to === undefined || to === "again" ? others : { ...others, [action]: to };
}
