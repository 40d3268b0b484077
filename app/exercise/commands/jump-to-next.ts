import { sendEvent } from "#app/engine/command/send-event.ts";
import { InputRefused } from "#app/engine/input.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { shownAt } from "#machines/exercise/clock.ts";
import { earnestDeadlineSql } from "#machines/exercise/earnest.ts";
import { exerciseOf } from "../queries/exercise-of.ts";

/** The next moment at which something falls due in an exercise, after `after` of the story; null: nothing is. */
export async function nextMoment(sql: Sql, exercise: string, after: Date): Promise<Date | null> {
  const [row] = await sql.query<{ due: Date | null }>(
    `select min(l.due_at) due from dossier d join deadline l on l.dossier_id = d.id
      where d.exercise_id = $1 and l.state = 'running' and l.due_at > $2::timestamptz
        and not ${earnestDeadlineSql}`,
    [exercise, after.toISOString()],
  );
  return row?.due ?? null;
}

/**
 * « Accélérer jusqu’au prochain événement »: the story's clock goes on to the next stimulus, reminder or deadline.
 * @returns that moment of the story.
 * @throws InputRefused when nothing is due any more, RuleRefused, Forbidden, NotFound
 */
export async function jumpToNext(db: Database, caller: Caller, ref: string, now: Date): Promise<Date> {
  const { id, context } = await exerciseOf(db, caller, ref);
  const to = await nextMoment(db, id, context.pace ? shownAt(context.pace, now) : now);
  if (!to) throw new InputRefused([{ path: "to", message: "Plus rien n’est prévu dans cet exercice." }]);
  await sendEvent(db, caller, id, { type: "clock.jumped", to: to.toISOString() }, now);
  return to;
}
