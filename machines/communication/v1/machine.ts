import { transition } from "xstate";
import type { Effect } from "../../effects.ts";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { asksOf } from "./asks.ts";
import { begun } from "./changes/life.ts";
import { communicationChart } from "./chart.ts";
import type { CommunicationContext, CommunicationState } from "./context.ts";
import { requireDuties } from "./duties.ts";
import { askEffects, settledApprovals } from "./effects/approvals.ts";
import { askSchools, endedSchools } from "./effects/decisions.ts";
import { titleOf } from "./effects/kinds.ts";
import { admitted, leave, schedule } from "./effects/leaving.ts";
import { lifeEffects } from "./effects/life.ts";
import { communicationPersonEvents, communicationRights } from "./events.ts";
import { stateLabels } from "./labels.ts";
import { reduce } from "./reduce.ts";
import { type Made, rulesOf, type Turn } from "./rules.ts";

/**
 * A message to the community, first version: four processes, one way out (MBN-5.3, MBN-7). In order: the chart says
 * whether its life takes the event, duties.ts what the convention asks; reduce.ts what changes and where it leads, the
 * chart whether it may lead there, and effects/ what follows for the world.
 */
export const communicationV1: Machine = {
  name: "communication",
  version: 1,
  prefix: "COM",
  events: communicationPersonEvents,
  rights: communicationRights,
  step,
  asks: asksOf,
  accepts: ({ state }) => accepted(state),
};

/** A school that answers once its message has left is told why it is too late, not that the state is another. */
const answersLate = ["t2.accepted", "t2.refused"];

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const state = (stored?.state ?? "new") as CommunicationState | "new";
  const before = (stored?.context as CommunicationContext | undefined) ?? begun({ happening });
  const turn: Turn = { before, happening, world, rules: rulesOf(world.convention, before.facts.process) };
  if (answersLate.includes(happening.type) && before.decisions) requireDuties(turn);
  if (!accepted(state).includes(happening.type)) throw new StepRefused(notNow(state, happening.type));
  requireDuties(turn);
  const { after, to } = reduce(state, turn);
  requireLed(state, happening.type, to);
  const made: Made = { ...turn, after, from: state, to };
  return {
    state: to,
    context: after as unknown as Stepped["context"],
    effects: effectsOf(made),
    title: titleOf(after),
    columns: columnsOf(after),
    closed: isOver(to, after),
  };
}

/** The chart bounds where rules may lead: another place is a mistake of this machine. */
function requireLed(from: string, type: string, to: string): void {
  const snapshot = communicationChart.resolveState({ value: from });
  const led = String(transition(communicationChart, snapshot, { type, to })[0].value);
  if (led !== to) throw new Error(`« ${type} » ne mène pas de « ${from} » à « ${to} ».`);
}

/** What the state that it comes to begins with, then what the event itself wants. */
function effectsOf(made: Made): Effect[] {
  const { from, to, happening } = made;
  const arriving: Effect[] = [];
  if (to === "t1" || to === "approval" || to === "adapting") arriving.push(...askEffects(made));
  if (to !== from && to === "t2") arriving.push(...askSchools(made));
  if (to !== from && to === "scheduled") arriving.push(...schedule(made));
  if (to !== from && to === "sending") arriving.push(...leave(made));
  // Accepted by the lock when a person lets it go on; the gate asks again as each message leaves.
  const asking = ["communication.submitted", "communication.proposed", "approval.given"];
  if (asking.includes(happening.type)) arriving.push(...admitted(made));
  return [
    ...arriving,
    ...settledApprovals(made),
    ...endedSchools(made),
    ...(lifeEffects[happening.type]?.(made) ?? []),
  ];
}

/** Without an end to wait for, a message that left and needs no review is over. */
const isOver = (state: string, { facts, review }: CommunicationContext) =>
  ["ended", "rejected", "withdrawn"].includes(state) ||
  (state === "sent" && !facts.endsAt && review?.state !== "pending");

const columnsOf = ({ facts, scope, review, author, exercise }: CommunicationContext) => ({
  process: facts.process,
  topic: facts.topic,
  perimeter: scope.perimeter,
  carrier: author.place.kind,
  startsAt: facts.startsAt ?? null,
  review: review?.state ?? null,
  crisis: facts.crisis ?? null,
  exercise,
});

/** Event types that a state takes, before any rule of the convention. */
export function accepted(state: string): string[] {
  const here = communicationChart.states[state as keyof typeof communicationChart.states];
  return [...new Set<string>([...(here?.ownEvents ?? []), ...communicationChart.root.ownEvents])];
}

const notNow = (state: CommunicationState | "new", type: string) => ({
  rule: "TOCSIN-CYCLE",
  article: "cycle de vie d’un message",
  because: `Le message est « ${stateLabels[state]} » : « ${type} » n’y a pas sa place.`,
  instead: accepted(state).filter((known) => known in communicationPersonEvents),
});
