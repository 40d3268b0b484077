import { sendEvent } from "#app/engine/command/send-event.ts";
import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { InputRefused } from "#app/engine/input.ts";
import { nowIn } from "#app/engine/moment.ts";
import { authorOf } from "#app/engine/opening/author.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import { actorOf, type Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { shownAt } from "#machines/exercise/clock.ts";
import type { ExerciseContext } from "#machines/exercise/v1/context.ts";
import { exerciseOf } from "../queries/exercise-of.ts";

export type Started = Dispatched & { crisis: { id: string; ref: string } };

/**
 * DEBEX: opens the crisis that is played, inside the exercise and on the crisis's own machine, then starts the story's
 * clock and the chronogramme. Cut in between, a second press finds the crisis that the first one opened.
 * @param factor how many times as fast as the console's the story runs.
 * @throws NotFound, Forbidden, RuleRefused when it was started, or where the convention does not let the caller open
 */
export async function startExercise(
  db: Database,
  caller: Caller,
  ref: string,
  { factor = 1 }: { factor?: number },
  now: Date,
): Promise<Started> {
  const row = await exerciseOf(db, caller, ref);
  const { facts, animators, pace } = row.context;
  if (row.state !== "prepared" || !animators.some(({ id }) => id === caller.person.id)) {
    // The machine says why, and nothing is opened.
    const id = "00000000-0000-4000-8000-000000000000";
    await sendEvent(db, caller, row.id, { type: "exercise.started", crisis: { id, ref: "—" }, factor }, now);
    throw new InputRefused([{ path: "type", message: "Cet exercice ne peut pas commencer." }]);
  }
  const tenure = await authorOf(db, caller, "crisis.opened", row.dispositif_id, facts.place);
  const at = pace ? shownAt(pace, now) : nowIn(row, now);
  const crisis = await open(db, {
    machine: "crisis",
    type: "crisis.opened",
    dispositif: row.dispositif_id,
    convention: row.convention_id,
    organisation: facts.place.id,
    content: facts.runbook.hash,
    exercise: row.id,
    by: actorOf(caller, tenure),
    at: now,
    data: crisisFacts(row.context, at),
    receipt: receiptFor(`exercise:${row.id}`, "crisis", facts.runbook.hash),
  });
  const link = { id: crisis.id, ref: crisis.ref };
  const started = await sendEvent(
    db,
    caller,
    row.id,
    { type: "exercise.started", crisis: link, factor },
    now,
  );
  return { ...started, crisis: link };
}

function crisisFacts({ facts }: ExerciseContext, at: Date) {
  const { title, summary, category, runbook, place, declarer, parties, perimeter, personalData } = facts;
  return {
    ...{ title, summary, category, runbook, place, declarer, parties, perimeter, personalData },
    awareAt: at.toISOString(),
    exercise: true,
  };
}
