import { transition } from "xstate";
import type { DeadlineReached } from "../../alerting/events.ts";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { chart } from "./chart.ts";
import type { ReachabilityContext } from "./context.ts";
import { makers } from "./effects.ts";
import { type Opened, reachabilityPersonEvents } from "./events.ts";
import { CHOICE } from "./plan.ts";

/**
 * « Êtes-vous joignable ? », first version: a test of the alert chain without a crisis. Its messages are professional
 * alerts, never behind the lock (rules.md §4). Who answered is in the deliveries, not here.
 */
export const reachabilityV1: Machine = {
  name: "reachability",
  version: 1,
  prefix: "JOI",
  events: reachabilityPersonEvents,
  rights: { "reachability.ended": "reachability.run" },
  step,
  accepts: ({ state }) => accepted(state),
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const state = stored?.state ?? "new";
  const snapshot = chart.resolveState({ value: state });
  if (!snapshot.can({ type: happening.type })) throw new StepRefused(notNow(state, happening.type));
  if (happening.type === "reachability.opened") requireSensibleEnd(happening);
  const context = reduce(stored?.context as ReachabilityContext | undefined, happening);
  const end = happening.type === "deadline.reached" && (happening.data as DeadlineReached).key === "end";
  const [next] = transition(chart, snapshot, {
    type: end && state === "running" ? "deadline.ended" : happening.type,
  });
  const { facts } = context;
  return {
    state: String(next.value),
    context,
    effects: makers[happening.type]?.(context, happening, world) ?? [],
    title: facts.title,
    columns: {
      perimeter: facts.territory.perimeter,
      departement: facts.territory.perimeter === "departement" ? facts.territory.departement : null,
      academie: facts.territory.perimeter === "academie" ? facts.territory.academie : null,
      functions: facts.functions.join(" "),
      endsAt: facts.endsAt,
    },
    closed: next.value === "ended",
  };
}

function reduce(before: ReachabilityContext | undefined, { type, data, at }: Happening): ReachabilityContext {
  if (!before) {
    const { facts, place } = data as Opened;
    return { facts, place, reminders: 0, ended: null };
  }
  if (type === "reachability.ended")
    return { ...before, ended: { at, reason: (data as { reason: string }).reason } };
  if (type !== "deadline.reached") return before;
  const { key, unanswered = 0 } = data as DeadlineReached;
  if (key === "end") return { ...before, ended: before.ended ?? { at, reason: null } };
  return unanswered > 0 ? { ...before, reminders: before.reminders + 1 } : before;
}

const LONGEST_DAYS = 60;
function requireSensibleEnd({ data, at }: Happening) {
  const days = (Date.parse((data as Opened).facts.endsAt) - Date.parse(at)) / 86_400_000;
  if (days >= 1 / 24 && days <= LONGEST_DAYS) return;
  throw new StepRefused({
    ...CHOICE,
    because:
      days < 1 / 24
        ? "Un test qui finit dans moins d’une heure ne mesure rien : laissez aux gens le temps de lire."
        : `Un test dure ${LONGEST_DAYS} jours au plus : au-delà, l’annuaire aura changé.`,
    instead: [],
  });
}

function accepted(state: string): string[] {
  const here = chart.states[state as keyof typeof chart.states];
  return [...(here?.ownEvents ?? []), ...chart.root.ownEvents].filter(
    (type) => type in reachabilityPersonEvents,
  );
}

const names: Record<string, string> = { new: "pas encore lancé", running: "en cours", ended: "terminé" };
const notNow = (state: string, type: string) => ({
  rule: "TOCSIN-CYCLE",
  article: "cycle de vie d’un test de joignabilité",
  because: `Le test est « ${names[state] ?? state} » : « ${type} » n’y a pas sa place.`,
  instead: accepted(state),
});
