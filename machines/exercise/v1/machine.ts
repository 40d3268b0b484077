import { transition } from "xstate";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { exerciseChart } from "./chart.ts";
import type { ExerciseContext } from "./context.ts";
import { requirePart, requireSense } from "./duties.ts";
import { effectsOf } from "./effects.ts";
import { exercisePersonEvents, exerciseRights } from "./events.ts";
import { exerciseStateNames } from "./labels.ts";
import { reduce } from "./reduce.ts";

/**
 * An exercise, first version: who plays, the story's clock, the chronogramme, the grid. The crisis that is played is a
 * dossier of its own on the crisis's own machine. Its journal is in real time, what happens in the story is said in
 * both. Nothing of it reaches anyone but its players (app/engine/exercise/isolation.ts).
 */
export const exerciseV1: Machine = {
  name: "exercise",
  version: 1,
  prefix: "EXE",
  events: exercisePersonEvents,
  rights: exerciseRights,
  step,
  accepts: ({ state }) => acceptedIn(state),
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const state = stored?.state ?? "new";
  const snapshot = exerciseChart.resolveState({ value: state, context: {} });
  // XState answers a refused event with silence: ask first, refuse out loud.
  if (!snapshot.can({ type: happening.type })) throw new StepRefused(notNow(state, happening.type));
  const before = stored?.context as ExerciseContext | undefined;
  if (before) {
    requirePart(before, happening);
    requireSense(before, happening);
  }
  const after = reduce(before ?? null, happening);
  const life = String(transition(exerciseChart, snapshot, { type: happening.type })[0].value);
  return {
    state: life,
    context: after,
    effects: effectsOf({ before: before ?? after, after, happening, world }),
    title: after.facts.title,
    columns: {
      runbook: after.facts.runbook.key,
      scenario: after.facts.scenario ?? null,
      players: after.players.length,
      injects: after.injects.length,
      plannedAt: after.facts.plannedAt ?? null,
      crisis: after.crisis?.ref ?? null,
      exercise: true,
    },
    closed: life === "debriefed" || life === "cancelled",
  };
}

/** Event types that a state of its life takes, before who may send them. */
export function acceptedIn(state: string): string[] {
  const here = exerciseChart.states[state as keyof typeof exerciseChart.states];
  return [...(here?.ownEvents ?? []), ...exerciseChart.root.ownEvents];
}

function notNow(state: string, type: string) {
  const name = exerciseStateNames[state as keyof typeof exerciseStateNames] ?? state;
  return {
    rule: "CHOIX-EXERCICE",
    article: "choix de la console",
    because: `L’exercice est « ${name} » : « ${type} » n’y a pas sa place.`,
    instead: acceptedIn(state).filter((known) => Object.hasOwn(exercisePersonEvents, known)),
  };
}
