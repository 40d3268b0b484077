import { transition } from "xstate";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { declared } from "./changes.ts";
import { chart } from "./chart.ts";
import type { IncidentContext } from "./context.ts";
import { requireFollowUp, requireParty } from "./duties.ts";
import { effects as make } from "./effects.ts";
import { personEvents } from "./events.ts";

/** The incident, first version: chart.ts says what may happen, effects.ts what follows. */
export const incidentV1: Machine = {
  name: "incident",
  version: 1,
  prefix: "INC",
  events: personEvents,
  step,
  accepts,
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const before = (stored?.context ?? declared(happening)) as IncidentContext;
  const snapshot = chart.resolveState({ value: stored?.state ?? "new", context: before });
  const event = { ...happening, world };
  // XState answers a refused event with silence: ask first, refuse out loud.
  if (!snapshot.can(event)) throw new StepRefused(notNow(stored?.state ?? "new", happening));
  if (stored) {
    requireParty(before, happening, world.convention);
    requireFollowUp(before, happening, world.convention);
  }
  const [next, actions] = transition(chart, snapshot, event);
  let context = next.context as IncidentContext;
  const effects = actions.flatMap((action) => {
    const made = make[action.type]?.(context, happening, world);
    if (made?.incident) context = { ...context, ...made.incident };
    return made?.effects ?? [];
  });
  return { state: String(next.value), context, effects, ...listed(context), closed: next.value === "closed" };
}

function accepts(stored: Stored): string[] {
  const here = chart.states[stored.state as keyof typeof chart.states];
  return [...(here?.ownEvents ?? []), ...chart.root.ownEvents];
}

function listed({ facts, field, severity, scope, waves, breaches }: IncidentContext) {
  const { category, certainty, personalData, exercise } = facts;
  const columns = {
    category,
    certainty,
    personalData,
    exercise,
    field,
    severity,
    perimeter: scope.perimeter,
  };
  return { title: facts.title, columns: { ...columns, waves: waves.length, breaches } };
}

const stateNames: Record<string, string> = {
  new: "pas encore déclaré",
  declared: "déclaré",
  qualified: "qualifié",
  handled: "pris en charge",
  "follow-up-sent": "suites données",
  closed: "clos",
};

function notNow(state: string, happening: Happening) {
  const instead =
    state === "new" ? [] : accepts({ state, context: {} }).filter((type) => type.startsWith("incident."));
  return {
    rule: "TOCSIN-CYCLE",
    article: "cycle de vie d'un incident",
    because: `L'incident est « ${stateNames[state] ?? state} » : « ${happening.type} » n'y a pas sa place.`,
    instead,
  };
}
