import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { lock } from "#app/messages/lock.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { channelName } from "#machines/lock/v1/refusals.ts";
import type { LockPage } from "./lock-page.ts";

const { held: words } = lock;
export type HeldChoice = keyof typeof words.will & keyof typeof words.confirm;
export type HeldValues = { notice: string; choice: string; to: string; reason: string; idempotency: string };
export type ActRefused = { because: string; rule: string | null; article: string | null };
/** What the form shows again: its values, what is wrong, what a rule said, or what will follow. */
export type HeldAnswer = {
  values: HeldValues;
  errors: FieldError[];
  refused?: ActRefused;
  foreseen?: { lines: string[]; confirm: string };
};

const isChoice = (given: string): given is HeldChoice => Object.hasOwn(words.confirm, given);

type Asked = { caller: Caller; page: LockPage; values: HeldValues; now: Date };

/**
 * What a decision on held messages would do, or why it may not be: nothing is done. While a case is open it is
 * written in that crisis, else in the lock's own journal (rules.md §4).
 */
export async function previewHeld(db: Database, asked: Asked): Promise<HeldAnswer> {
  const { caller, page, values, now } = asked;
  const errors = mistakes(values);
  const target = page.may.decides;
  if (errors.length > 0 || !target || !isChoice(values.choice)) return { values, errors };
  return answering(values, async () => {
    await previewEvent(db, caller, target.dossier, bodyOf(values), now);
    const count = concerned(page, values.notice).reduce((sum, one) => sum + one.count, 0);
    return { values, errors: [], foreseen: foreseen(page, values, count, target.ref) };
  });
}

/** Decides; null when it is done. */
export async function decideHeld(db: Database, asked: Asked, receipt: Receipt): Promise<HeldAnswer | null> {
  const { caller, page, values, now } = asked;
  const errors = mistakes(values);
  const target = page.may.decides;
  if (errors.length > 0 || !target) return { values, errors };
  return answering(values, async () => {
    await sendEvent(db, caller, target.dossier, bodyOf(values), now, receipt);
    return null;
  });
}

function mistakes({ choice, to, reason }: HeldValues): FieldError[] {
  const errors: FieldError[] = [];
  if (!isChoice(choice)) errors.push({ path: "choice", message: words.wrong.choice });
  if (choice === "reroute" && !to) errors.push({ path: "to", message: words.wrong.to });
  if (!reason.trim()) errors.push({ path: "reason", message: words.wrong.reason });
  return errors;
}

const bodyOf = ({ notice, choice, to, reason }: HeldValues) => ({
  type: "held.decided",
  notice,
  choice,
  reason,
  ...(choice === "reroute" && { to }),
});

const concerned = ({ held }: LockPage, notice: string) =>
  held.filter((one) => notice === "all" || one.notice === notice);

function foreseen(page: LockPage, { choice, to, notice }: HeldValues, count: number, ref: string) {
  const open = concerned(page, notice).every((one) =>
    page.channels.some(({ channel, open }) => open && channel === one.channel),
  );
  const will = {
    reroute: () => words.will.reroute(count, channelName(to)),
    release: () => words.will.release(count, open),
    cancel: () => words.will.cancel(count),
  }[choice as HeldChoice];
  return { lines: [will(), words.will.recorded(ref)], confirm: words.confirm[choice as HeldChoice](count) };
}

/** A refusal is an answer of the page; what was typed stays. */
export async function answering<Values, Answer>(
  values: Values,
  work: () => Promise<Answer>,
): Promise<Answer | { values: Values; errors: FieldError[]; refused?: ActRefused }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused) return { values, errors: error.errors };
    if (error instanceof RuleRefused) {
      const { because, rule, article } = error.refusal;
      return { values, errors: [], refused: { because, rule, article } };
    }
    if (error instanceof Forbidden)
      return { values, errors: [], refused: { because: error.message, rule: null, article: null } };
    throw error;
  }
}
