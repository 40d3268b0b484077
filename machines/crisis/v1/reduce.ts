import type { Happening } from "../../step.ts";
import { cellChanges } from "./changes/cell.ts";
import { containmentChanges } from "./changes/containment.ts";
import { begun, lifeChanges } from "./changes/life.ts";
import { lockChanges } from "./changes/lock.ts";
import { lateMessage, messageChanges } from "./changes/messages.ts";
import { retexChanges, retexDue } from "./changes/retex.ts";
import { stepChanges } from "./changes/steps.ts";
import type { CrisisContext, CrisisLife } from "./context.ts";
import { type Change, dataOf, type Rules } from "./rules.ts";

/** A deadline passed: said on what it was about; it never decides anything. */
const reach: Change = (crisis, happening) => {
  const { key } = dataOf<{ key: string }>(happening);
  const [about, name] = [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];
  if (about === "step" && crisis.actions[name])
    return { actions: { ...crisis.actions, [name]: { ...crisis.actions[name], late: true } } };
  if (about === "approval") return lateMessage(crisis, name);
  if (about === "action")
    return {
      retex: {
        ...crisis.retex,
        actions: crisis.retex.actions.map((one) =>
          one.key === name && !one.done ? { ...one, late: true } : one,
        ),
      },
    };
  if (about === "remind")
    return {
      waves: crisis.waves.map((one) => (one.key === name ? { ...one, reminders: one.reminders + 1 } : one)),
    };
  return {};
};

const changes: Record<string, Change> = {
  ...lifeChanges,
  ...cellChanges,
  ...stepChanges,
  ...lockChanges,
  ...containmentChanges,
  ...messageChanges,
  ...retexChanges,
  "deadline.reached": reach,
};

/** Where each event of the life leads; others leave it where it is. */
const leadsTo: Record<string, CrisisLife> = {
  "crisis.qualified": "qualified",
  "crisis.activated": "active",
  "crisis.stood-down": "stood-down",
  "crisis.exited": "sortie",
  "retex.opened": "retex",
  "crisis.closed": "closed",
};

/** Calls to the cell whose answers are waited for. */
const wavesOf = (type: string) =>
  type === "crisis.activated" ? "cell" : type === "cell.strategic-opened" ? "strategic" : null;

/**
 * What a crisis remembers after an event that was accepted. Pure, without XState: the machine decides what may
 * happen (machine.ts), this says what it changes, and replays and browsers run the very same.
 */
export function reduce(crisis: CrisisContext | null, happening: Happening, rules: Rules): CrisisContext {
  if (!crisis) return begun(happening);
  const { type, at } = happening;
  const change = Object.hasOwn(changes, type) ? changes[type]?.(crisis, happening, rules) : undefined;
  const wave = wavesOf(type);
  const key = wave && `${wave}-${crisis.waves.filter((one) => one.key.startsWith(wave)).length + 1}`;
  return {
    ...crisis,
    ...change,
    ...(key && { waves: [...crisis.waves, { key, at, reminders: 0 }] }),
    ...(type === "crisis.exited" && { retex: { ...crisis.retex, dueAt: retexDue(at) } }),
  };
}

/** The life state after an accepted event. */
export const lifeAfter = (state: CrisisLife, type: string): CrisisLife => leadsTo[type] ?? state;
