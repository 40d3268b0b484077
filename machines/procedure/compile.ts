import { and, createMachine, not, or, stateIn } from "xstate";
import type { Action, Decision, Runbook, Step } from "#runbooks/schema.ts";
import { type ProcedureEvent, stepMoves } from "./states.ts";

/** The name of an event inside the machine, one per action and option, so that one region alone listens to it. */
export const eventName = ({ type, action, option }: ProcedureEvent) =>
  option === undefined ? `${type}:${action}` : `${type}:${action}:${option}`;

export type ProcedureMachine = ReturnType<typeof build>;
const byRunbook = new WeakMap<Runbook, ProcedureMachine>();
const byShape = new Map<string, ProcedureMachine>();
const MAX_SHAPES = 64;

/**
 * The runbook as an XState machine: parallel, one region per step and per decision, named by its key. Cached by
 * object, then by shape, so that the same text read twice compiles once.
 */
export function compile(runbook: Runbook): ProcedureMachine {
  const known = byRunbook.get(runbook);
  if (known) return known;
  const shape = JSON.stringify(runbook.phases.map(({ actions }) => actions.map(shapeOf)));
  const machine = byShape.get(shape) ?? build(runbook);
  byRunbook.set(runbook, machine);
  if (byShape.size >= MAX_SHAPES) byShape.clear();
  byShape.set(shape, machine);
  return machine;
}

const shapeOf = (action: Action) => [
  action.kind,
  action.key,
  action.after,
  action.when,
  action.kind === "decision" ? action.options.map(({ key }) => key) : [],
];

function build(runbook: Runbook) {
  const actions = new Map(
    runbook.phases.flatMap((phase) => phase.actions).map((action) => [action.key, action]),
  );
  const regions = [...actions.values()].map((action) => [
    action.key,
    action.kind === "step" ? stepRegion(action, actions) : decisionRegion(action, actions),
  ]);
  return createMachine({ type: "parallel", states: Object.fromEntries(regions) });
}

type Guard = ReturnType<typeof stateIn>;
type Actions = ReadonlyMap<string, Action>;
const at = (key: string, state: string): Guard => stateIn({ [key]: state });
// XState types each combination apart: one type for all keeps the lines below readable.
const all = (guards: Guard[]) => and(guards) as unknown as Guard;
const any = (guards: Guard[]) => or(guards) as unknown as Guard;
const no = (guard: Guard) => not(guard) as unknown as Guard;

const decidedStates = (decision: Decision) => decision.options.map(({ key }) => `decided:${key}`);

function settled(key: string, actions: Actions): Guard {
  const action = actions.get(key);
  const ends = action?.kind === "decision" ? decidedStates(action) : ["done", "skipped"];
  const aside = action && action.when.length > 0 ? ["moot"] : [];
  return any([...ends, ...aside].map((state) => at(key, state)));
}

/** `ready`: its turn has come. `impossible`: its condition can no longer hold. */
function guardsOf({ after, when }: Action, actions: Actions) {
  const holds =
    when.length === 0 ? [] : [any(when.map(({ decision, option }) => at(decision, `decided:${option}`)))];
  const ready = all([...holds, ...after.map((key) => settled(key, actions))]);
  const impossible = all([...holds.map(no), ...when.map(({ decision }) => settled(decision, actions))]);
  return { ready, impossible };
}

/**
 * The states that follow from the surroundings; each leaves for another as soon as these change. Only an action with
 * a condition can be set aside.
 */
function impliedStates(action: Action, turn: "todo" | "open", actions: Actions) {
  const { ready, impossible } = guardsOf(action, actions);
  const conditional = action.when.length > 0;
  const setAside = conditional ? [{ guard: impossible, target: "moot" }] : [];
  const moot = { always: [{ guard: no(impossible), target: "waiting" }] };
  return {
    rest: {
      waiting: { always: [...setAside, { guard: ready, target: turn }] },
      ...(conditional ? { moot } : {}),
    },
    leaveTurn: [...setAside, { guard: no(ready), target: "waiting" }],
  };
}

function stepRegion(step: Step, actions: Actions) {
  const { rest, leaveTurn } = impliedStates(step, "todo", actions);
  const states = Object.entries(stepMoves).map(([state, moves = {}]) => [
    state,
    {
      always: state === "todo" ? leaveTurn : [],
      on: Object.fromEntries(
        Object.entries(moves).map(([type, to]) => [
          eventName({ type: type as ProcedureEvent["type"], action: step.key }),
          to === "again" ? "waiting" : to,
        ]),
      ),
    },
  ]);
  return { initial: "waiting", states: { ...rest, ...Object.fromEntries(states) } };
}

function decisionRegion(decision: Decision, actions: Actions) {
  const { rest, leaveTurn } = impliedStates(decision, "open", actions);
  const decide = decision.options.map(({ key }) => [
    eventName({ type: "decide", action: decision.key, option: key }),
    `decided:${key}`,
  ]);
  const again = { on: { [eventName({ type: "reopen", action: decision.key })]: "waiting" } };
  const ends = decidedStates(decision).map((state) => [state, again]);
  const open = { always: leaveTurn, on: Object.fromEntries(decide) };
  return { initial: "waiting", states: { ...rest, open, ...Object.fromEntries(ends) } };
}
