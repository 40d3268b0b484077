import { transition } from "xstate";
import { communicationOf } from "#conventions/schema.ts";
import type { Runbook } from "#runbooks/schema.ts";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { applicationEffects } from "./applications.ts";
import { chart } from "./chart.ts";
import type { CrisisContext, CrisisLife } from "./context.ts";
import { requireDuties } from "./duties.ts";
import { cellEffects } from "./effects/cell.ts";
import { clockEffects, stepClocks } from "./effects/clocks.ts";
import { containmentEffects } from "./effects/containment.ts";
import type { Make } from "./effects/kinds.ts";
import { speakingEffects } from "./effects/speaking.ts";
import { crisisPersonEvents, crisisRights } from "./events.ts";
import { handsOver, isHandedOver } from "./hands-over.ts";
import { lifeLabels } from "./labels.ts";
import { requireOpener } from "./opening.ts";
import { reduce } from "./reduce.ts";
import type { Rules } from "./rules.ts";
import { asksSeated } from "./seated.ts";
import { requireSeat } from "./seats.ts";

/**
 * The crisis, first version. In order: chart.ts says whether its life takes the event, seats.ts whether that seat of
 * the cell may, duties.ts what the convention and the procedure ask; then reduce.ts says what changes, and effects/
 * what follows for the world.
 */
export const crisisV1: Machine = {
  name: "crisis",
  version: 1,
  prefix: "CRI",
  events: crisisPersonEvents,
  rights: crisisRights,
  step,
  handsOver: overToMessage,
  asks: (_, { type }) => asksSeated(type),
  accepts: ({ state }) => accepted(state),
};

const makers: Record<string, Make> = {
  ...cellEffects,
  ...speakingEffects,
  ...containmentEffects,
  ...clockEffects,
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const state = (stored?.state ?? "new") as CrisisLife | "new";
  const snapshot = chart.resolveState({ value: state });
  // XState answers a refused event with silence: ask first, refuse out loud.
  if (!snapshot.can(happening)) throw new StepRefused(notNow(state, happening.type));
  const rules = rulesOf(world);
  const before = stored?.context as CrisisContext | undefined;
  if (before) {
    requireSeat(before, happening, rules, world.convention);
    requireDuties(before, happening, rules, world.convention);
  } else requireOpener(happening, world.convention);
  const after = reduce(before ?? null, happening, rules);
  const life = String(transition(chart, snapshot, happening)[0].value) as CrisisLife;
  const made = { before: before ?? after, after, happening, world, rules };
  const effects = [
    ...(makers[happening.type]?.(made) ?? []),
    ...applicationEffects(made),
    ...stepClocks(made),
  ];
  return {
    state: life,
    context: after as unknown as Stepped["context"],
    effects,
    ...listed(after),
    closed: life === "closed" || life === "stood-down",
  };
}

/** What is said to the community is a message's to do; whether this life and this seat may is asked first. */
function overToMessage({ state, context }: Stored, happening: Happening, world: World) {
  if (!isHandedOver(happening.type)) return null;
  if (!chart.resolveState({ value: state }).can(happening))
    throw new StepRefused(notNow(state, happening.type));
  const crisis = context as unknown as CrisisContext;
  requireSeat(crisis, happening, rulesOf(world), world.convention);
  return handsOver(crisis, happening, world);
}

/** A crisis runs on the text it was opened with (MBN-6.2). @throws Error when it was opened without one. */
export function rulesOf(world: Pick<World, "content" | "convention">): Rules {
  if (!world.content) throw new Error("Une crise se conduit sur une procédure.");
  return { runbook: world.content as Runbook, communication: communicationOf(world.convention) };
}

/** Event types that a state of its life takes, before any rule of seats or conventions. */
export function accepted(state: string): string[] {
  const here = chart.states[state as keyof typeof chart.states];
  return [...(here?.ownEvents ?? []), ...chart.root.ownEvents];
}

function listed({ facts, severity, cells, compromises, members }: CrisisContext) {
  const columns = {
    category: facts.category,
    runbook: facts.runbook.key,
    severity,
    perimeter: facts.perimeter,
    exercise: facts.exercise,
    strategic: cells.includes("strategic"),
    compromised: Object.values(compromises).some((one) => one.confirmed),
    members: members.filter((one) => !one.until).length,
  };
  return { title: facts.title, columns };
}

function notNow(state: string, type: string) {
  return {
    rule: "TOCSIN-CYCLE",
    article: "cycle de vie d’une crise",
    because: `La crise est « ${lifeLabels[state] ?? state} » : « ${type} » n’y a pas sa place.`,
    instead: accepted(state).filter((known) => known in crisisPersonEvents && known.startsWith("crisis.")),
  };
}
