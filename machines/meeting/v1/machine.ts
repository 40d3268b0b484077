import { transition } from "xstate";
import {
  type Ask,
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { agendaChanges, planned } from "./changes/agenda.ts";
import { minutesChanges } from "./changes/minutes.ts";
import { sittingChanges } from "./changes/sitting.ts";
import { meetingChart as chart, ended } from "./chart.ts";
import type { MeetingContext, MeetingLife } from "./context.ts";
import { agendaDuties, requirePlannable } from "./duties/agenda.ts";
import { minutesDuties } from "./duties/minutes.ts";
import { settlingDuties } from "./duties/settling.ts";
import { sittingDuties } from "./duties/sitting.ts";
import { effectsOf } from "./effects/effects.ts";
import { type MeetingEvent, meetingPersonEvents, meetingRights } from "./events.ts";
import { dayOf, lifeNames } from "./names.ts";

/**
 * A meeting of an instance, or a written consultation of its members, first version. What is decided there moves the
 * dossiers it is about in the same transaction (told.ts).
 */
export const meetingV1: Machine = {
  name: "meeting",
  version: 1,
  prefix: "SEA",
  events: meetingPersonEvents,
  rights: meetingRights,
  step,
  asks,
  accepts,
};

const changes = { ...agendaChanges, ...sittingChanges, ...minutesChanges };
const duties = { ...agendaDuties, ...sittingDuties, ...settlingDuties, ...minutesDuties };

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  const from = (stored?.state ?? "new") as MeetingLife | "new";
  const type = happening.type as MeetingEvent;
  const snapshot = snapshotAt(from);
  if (!snapshot.can({ type })) throw new StepRefused(notNow(from, type));
  const before = stored?.context as MeetingContext | undefined;
  if (before) duties[type]?.(before, happening, world);
  else requirePlannable(happening, world);
  const after = before ? (changes[type]?.(before, happening, world) ?? before) : planned(happening, world);
  const state = String(transition(chart, snapshot, { type })[0].value);
  return {
    state,
    context: after,
    effects: effectsOf({ before, after, happening, world, from }),
    title: `${after.instance.name} · ${dayOf(after.at, after.timezone)}`,
    columns: columnsOf(after),
    closed: ended(state),
  };
}

/** A state without context of its own is the same each time: two hundred votes need it resolved once. */
const snapshots = new Map<string, ReturnType<typeof chart.resolveState>>();
function snapshotAt(state: string) {
  const known = snapshots.get(state) ?? chart.resolveState({ value: state, context: {} });
  snapshots.set(state, known);
  return known;
}

/** Who sits now is looked up when they are called; which dossiers a point is about, when it is put there. */
function asks(_: Stored | null, { type, data }: Pick<Happening, "type" | "data">): Ask[] {
  if (type === "meeting.planned") return ["composition", "agenda"];
  if (type === "meeting.convened" || type === "consultation.opened") return ["composition"];
  return type === "item.added" && data.dossier ? ["agenda"] : [];
}

/** What lists filter on. */
function columnsOf({ instance, kind, at, endsAt, items, consultation }: MeetingContext) {
  const count = (state: string) => items.filter((item) => item.state === state).length;
  return {
    instance: instance.key,
    form: kind,
    at,
    endsAt,
    closesAt: consultation?.closesAt ?? null,
    items: items.length,
    decided: count("decided"),
  };
}

/** What people may send in a state; who of them, a duty says out loud. */
function accepts({ state, context }: Stored): string[] {
  const here = chart.states[state as keyof typeof chart.states];
  const { kind } = (context ?? {}) as Partial<MeetingContext>;
  const not = kind === "written" ? ["meeting.convened"] : kind === "sitting" ? ["consultation.opened"] : [];
  const late =
    state === "drafted" && kind === "sitting" ? ["item.decided", "item.postponed", "item.noted"] : [];
  return (here?.ownEvents ?? []).filter(
    (type) => Object.hasOwn(meetingPersonEvents, type) && !not.includes(type) && !late.includes(type),
  );
}

const notNow = (state: MeetingLife | "new", type: string) => ({
  rule: "TOCSIN-CYCLE",
  article: "cycle de vie d’une séance",
  because: `La séance est ${lifeNames[state] ?? `« ${state} »`} : « ${type} » n’y a pas sa place.`,
  instead: state === "new" ? [] : accepts({ state, context: {} }),
});
