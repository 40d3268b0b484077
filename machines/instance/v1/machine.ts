import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { changed, opened } from "./changes.ts";
import { instanceChart } from "./chart.ts";
import type { InstanceContext } from "./context.ts";
import { requireDuties } from "./duties.ts";
import { effectsOf } from "./effects.ts";
import { instancePersonEvents } from "./events.ts";
import { believed, naming } from "./people.ts";

const prepare = "meeting.prepare";

/** A committee of a convention, first version: who sits, presides and keeps the minutes, and how often it meets. */
export const instanceV1: Machine = {
  name: "instance",
  version: 1,
  prefix: "INS",
  events: instancePersonEvents,
  rights: Object.fromEntries(Object.keys(instancePersonEvents).map((type) => [type, prepare])),
  step,
  asks: (_, { type }) => (naming.includes(type) ? ["people:meeting.sit"] : []),
  accepts: ({ state }) => accepted(state),
};

function step(stored: Stored | null, sent: Happening, world: World): Stepped {
  const from = stored?.state ?? "new";
  const snapshot = instanceChart.resolveState({ value: from, context: {} });
  if (!snapshot.can({ type: sent.type })) throw new StepRefused(notNow(from, sent));
  const happening = believed(sent);
  const before = stored?.context as InstanceContext | undefined;
  if (before) requireDuties(before, happening);
  const after = before ? changed(before, happening) : opened(happening);
  return {
    state: "active",
    context: after,
    effects: effectsOf({ before, after, happening, world }),
    title: after.terms.name,
    columns: {
      key: after.key,
      seats: after.seats.length,
      filled: after.seats.filter(({ holder }) => holder).length,
      short: after.short?.year ?? null,
      edition: after.terms.edition,
    },
    closed: false,
  };
}

function accepted(state: string): string[] {
  const here = instanceChart.states[state as keyof typeof instanceChart.states];
  return (here?.ownEvents ?? []).filter((type) => Object.hasOwn(instancePersonEvents, type));
}

const notNow = (state: string, { type }: Happening) => ({
  rule: "TOCSIN-CYCLE",
  article: "cycle de vie d’une instance",
  because:
    state === "new"
      ? `Cette instance n’est pas encore ouverte : « ${type} » n’y a pas sa place.`
      : `« ${type} » n’a pas sa place dans une instance.`,
  instead: accepted(state),
});
