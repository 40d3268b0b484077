import { transition } from "xstate";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { communicationChart } from "./chart.ts";
import type { CommunicationContext, CommunicationState } from "./context.ts";
import { communicationPersonEvents, communicationRights } from "./events.ts";
import { stateLabels } from "./labels.ts";
import { reduce } from "./reduce.ts";

/** A message to the community, first version: four processes, one way out (MBN-5.3, MBN-7). */
export const communicationV1: Machine = {
  name: "communication",
  version: 1,
  prefix: "COM",
  events: communicationPersonEvents,
  rights: communicationRights,
  step,
  accepts: ({ state }) => accepted(state),
};

function step(stored: Stored | null, happening: Happening, _world: World): Stepped {
  const state = (stored?.state ?? "new") as CommunicationState | "new";
  const before = (stored?.context ?? null) as CommunicationContext | null;
  const snapshot = communicationChart.resolveState({ value: state });
  const after = reduce(before, happening);
  const event = { type: happening.type };
  if (!snapshot.can(event)) throw new StepRefused(notNow(state, happening.type));
  const life = String(transition(communicationChart, snapshot, event)[0].value);
  return {
    state: life,
    context: after as unknown as Stepped["context"],
    effects: [],
    title: after.facts.title ?? after.facts.sms ?? "Message à la communauté",
    columns: {
      process: after.facts.process,
      topic: after.facts.topic,
      perimeter: after.scope.perimeter,
      review: after.review?.state ?? null,
    },
    closed: ["ended", "rejected", "withdrawn"].includes(life),
  };
}

/** Event types that a state takes, before any rule of the convention. */
export function accepted(state: string): string[] {
  const here = communicationChart.states[state as keyof typeof communicationChart.states];
  return [...new Set([...(here?.ownEvents ?? []), ...communicationChart.root.ownEvents])];
}

const notNow = (state: CommunicationState | "new", type: string) => ({
  rule: "TOCSIN-CYCLE",
  article: "cycle de vie d’un message",
  because: `Le message est « ${stateLabels[state]} » : « ${type} » n’y a pas sa place.`,
  instead: accepted(state).filter((known) => known in communicationPersonEvents),
});
