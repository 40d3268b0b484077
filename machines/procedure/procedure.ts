import { type ActorLogic, initialTransition, type SnapshotFrom, transition } from "xstate";
import type { Runbook } from "#runbooks/schema.ts";
import { compile, eventName, type ProcedureMachine } from "./compile.ts";
import { isLive, type ProcedureEvent, type Progress } from "./states.ts";

export { compile } from "./compile.ts";
export { derive } from "./derive.ts";
export { describeGraph, type Graph, type GraphEdge, type GraphNode } from "./graph.ts";
export { finished, possible, settledAfter } from "./possible.ts";
export * from "./states.ts";

/** What an event changed: every state after it; `opened` and `closed` are the actions whose time starts or stops. */
export type Advance = { progress: Progress; opened: string[]; closed: string[] };

/** Every state at the start of a crisis. */
export function begin(runbook: Runbook): Progress {
  return { ...(startOf(compile(runbook)).value as Progress) };
}

const starts = new WeakMap<ProcedureMachine, SnapshotFrom<ProcedureMachine>>();
function startOf(machine: ProcedureMachine): SnapshotFrom<ProcedureMachine> {
  const start = starts.get(machine) ?? initialTransition(machine)[0];
  starts.set(machine, start);
  return start;
}

/** XState's `transition` first works out the start of its machine, ten times the cost of the event: we know it. */
function startedLogic(
  machine: ProcedureMachine,
): ActorLogic<SnapshotFrom<ProcedureMachine>, { type: string }> {
  return {
    transition: (snapshot, event, scope) => machine.transition(snapshot, event, scope as never),
    getInitialSnapshot: () => startOf(machine),
    getPersistedSnapshot: (snapshot) => snapshot,
  };
}

/**
 * Applies one event. Pure; `progress` is left as it was.
 * @returns null when the event has no place now: unknown action or option, not its turn, already done.
 * @throws Error when `progress` holds a state that the runbook does not know.
 */
export function advance(runbook: Runbook, progress: Progress, event: ProcedureEvent): Advance | null {
  const machine = compile(runbook);
  const snapshot = machine.resolveState({ value: storedValue(machine, progress), context: {} });
  const named = { type: eventName(event) };
  // XState answers an event that has no place with silence: ask first.
  if (!snapshot.can(named)) return null;
  const [next] = transition(startedLogic(machine), snapshot, named);
  const after = next.value as Progress;
  const changed = Object.keys(after).filter((key) => isLive(progress[key]) !== isLive(after[key]));
  return {
    progress: after,
    opened: changed.filter((key) => isLive(after[key])),
    closed: changed.filter((key) => !isLive(after[key])),
  };
}

/** A progress stored by another version of the text must be refused, not read askew. */
function storedValue(machine: ProcedureMachine, progress: Progress): Progress {
  const value: Progress = {};
  for (const [key, region] of Object.entries(machine.states)) {
    const state = progress[key] ?? "waiting";
    if (!(state in region.states)) throw new Error(`Procedure: « ${key} » knows no state « ${state} ».`);
    value[key] = state;
  }
  return value;
}
