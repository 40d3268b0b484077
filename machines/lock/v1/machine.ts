import { createMachine, transition } from "xstate";
import { communicationOf } from "#conventions/schema.ts";
import type { Effect } from "../../effects.ts";
import {
  type Happening,
  type Machine,
  type Stepped,
  StepRefused,
  type Stored,
  type World,
} from "../../step.ts";
import { changeOf, type LockContext, started } from "./changes.ts";
import { computeLock, type LockState } from "./compute.ts";
import { type LockDataOf, lockPersonEvents } from "./events.ts";
import { requireAdmitted, requireChecked, requireNoCase, requireReroute } from "./refusals.ts";

/**
 * The states of rules.md §4. Where the lock stands follows from its cases, so each event may lead to any state; the
 * state is asked for by name once the cases are known. It has no end: a dispositif always has its lock.
 */
const ways = ["open", "crisis", "compromised", "surete"] as const;
export const lockChart = createMachine({
  id: "lock",
  initial: "open",
  states: Object.fromEntries(ways.map((state) => [state, {}])),
  on: Object.fromEntries(ways.map((state) => [`to.${state}`, { target: `.${state}` }])),
});

/** The communication lock of a dispositif, first version. Its context's `open` is what the gate reads. */
export const lockV1: Machine = {
  name: "lock",
  version: 1,
  prefix: "VER",
  events: lockPersonEvents,
  rights: { "held.decided": "crisis.direct", "attestation.checked": "lock.attest" },
  step,
  accepts: () => Object.keys(lockPersonEvents),
};

function step(stored: Stored | null, happening: Happening, world: World): Stepped {
  if (!stored && happening.type !== "lock.made") throw new StepRefused(unknown(happening.type));
  const before = (stored?.context ?? started(happening, world.convention.dispositif.name)) as LockContext;
  const change = changeOf(happening.type);
  if (!change) throw new StepRefused(unknown(happening.type));
  requireAdmitted(before, happening, world.convention);
  requireChecked(happening, world.convention);
  requireNoCase(before, happening);
  requireReroute(before, happening, world.convention);
  const next = { ...before, ...change(before, happening) };
  const view = computeLock(next.cases, next.attestations, communicationOf(world.convention), happening.at);
  const since = view.state === before.state ? before.since : happening.at;
  const context: LockContext = { ...next, ...view, since };
  return {
    state: ledTo(stored, view.state),
    context,
    effects: effectsOf(before, context, happening),
    title: `Verrou de communication · ${context.dispositif}`,
    columns: { state: view.state, cases: context.cases.length },
    closed: false,
  };
}

/** The chart's own move to where the cases lead. */
function ledTo(stored: Stored | null, state: LockState): string {
  const before = lockChart.resolveState({ value: stored?.state ?? "open" });
  return String(transition(lockChart, before, { type: `to.${state}` })[0].value);
}

/** Held at once on what closes; what was meant to leave again leaves on what opens. */
function effectsOf(before: LockContext, after: LockContext, happening: Happening): Effect[] {
  const wasOpen = new Set(before.open.map(({ channel }) => channel));
  const openNow = after.open.map(({ channel }) => channel);
  const opens = openNow.filter((channel) => !wasOpen.has(channel));
  const effects: Effect[] = [];
  // Third parties that no attestation names are closed by any case: the gate holds what it does not know.
  if (after.closed.length > 0)
    effects.push({
      do: "hold",
      channels: after.closed.map(({ channel, because }) => ({ channel, because })),
    });
  if (opens.length > 0) effects.push({ do: "let-go", channels: opens });
  if (happening.type === "held.decided" || happening.type === "held.settled") {
    const { notice, channel, choice, to } = happening.data as LockDataOf<"held.settled">;
    effects.push({
      do: "settle-held",
      notice,
      choice,
      ...(channel && { channel }),
      ...(to && { to }),
      openNow,
    });
  }
  return effects;
}

const unknown = (type: string) => ({
  rule: "TOCSIN-VERROU",
  article: "choix de la console",
  because: `Le verrou ne connaît pas « ${type} ».`,
  instead: Object.keys(lockPersonEvents),
});
