import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { addPlayer } from "../commands/add-player.ts";
import { jumpToNext } from "../commands/jump-to-next.ts";
import { startExercise } from "../commands/start-exercise.ts";

export type ActAnswer = { refused: { because: string; rule: string | null; article: string | null } };

/** Numbers of a form are words there. */
const numbers = ["factor", "at"];

/**
 * One press of an exercise's pages, from its form to its event. Starting opens the crisis; jumping finds the moment.
 * @returns null when it is done; else why it was not.
 */
export async function actOn(
  db: Database,
  caller: Caller,
  { id, ref }: { id: string; ref: string },
  form: FormData,
  now: Date,
): Promise<ActAnswer | null> {
  const { type = "", ...given } = Object.fromEntries(
    [...form].map(([name, value]) => [name, numbers.includes(name) ? Number(value) : String(value)]),
  ) as Record<string, string | number>;
  try {
    if (type === "exercise.started")
      await startExercise(db, caller, ref, { factor: Number(given.factor) || 1 }, now);
    else if (type === "player.added") await addPlayer(db, caller, ref, given, now);
    else if (type === "clock.jumped") {
      await jumpToNext(db, caller, ref, now);
      // What fell due at that very moment is there when the page comes back.
      await ringDue(db, now);
    } else await sendEvent(db, caller, id, { type, ...withoutEmpty(given) }, now);
    return null;
  } catch (error) {
    if (error instanceof RuleRefused) {
      const { because, rule, article } = error.refusal;
      return { refused: { because, rule, article } };
    }
    if (error instanceof InputRefused || error instanceof Forbidden)
      return { refused: { because: error.message, rule: null, article: null } };
    throw error;
  }
}

const withoutEmpty = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
