import type { Database } from "#app/platform/database/database.ts";
import { type Pace, shownAt } from "#machines/exercise/clock.ts";
import { earnestDeadlineSql } from "#machines/exercise/earnest.ts";
import { dispatch } from "./dispatch.ts";
import { each, faults } from "./faults.ts";

const clock = { kind: "system" as const, id: "clock", name: "Horloge" };
type Due = { id: string; dossier_id: string; event: { type: string; key: string } };

/**
 * Dispatches the event of every deadline that is due. Any number of instances may run it at once: the event is
 * written only while its deadline still runs, so it fires once (§3).
 * @param now the one clock of the console; tests move it.
 * @param dossier only its own, when whoever just acted need not wait for the next turn.
 * @returns how many fired here.
 */
export async function ringDue(
  db: Database,
  now: Date,
  onError: (error: unknown) => void = () => {},
  dossier: string | null = null,
): Promise<number> {
  const waiting = faults(db, now).waiting();
  const due = [
    ...(await dueInEarnest(db, now, dossier, waiting)),
    ...(await dueInExercises(db, now, dossier, waiting)),
  ];
  let fired = 0;
  const ring = async (deadline: Due) => {
    const { type, ...data } = deadline.event;
    const unanswered = await unansweredOf(db, deadline);
    const done = await dispatch(db, {
      dossier: deadline.dossier_id,
      type,
      data: { ...data, ...(unanswered !== undefined && { unanswered }) },
      by: clock,
      at: now,
      deadline: deadline.id,
    });
    if (done) fired += 1;
  };
  // One dossier that cannot be stepped must not stop the clocks of the others.
  await each(db, now, due, ring, onError);
  return fired;
}

const dueInEarnest = (db: Database, now: Date, dossier: string | null, waiting: string[]): Promise<Due[]> =>
  db.query<Due>(
    `select l.id, l.dossier_id, l.event from deadline l join dossier d on d.id = l.dossier_id
      where l.state = 'running' and l.due_at <= $1 and l.id <> all($2::uuid[])
        and (${earnestDeadlineSql}
          or not exists (select 1 from dossier e where e.id = d.exercise_id and e.kind = 'exercise'))
        ${dossier ? "and l.dossier_id = $3::uuid" : ""} order by l.due_at limit 200`,
    [now.toISOString(), waiting, ...(dossier ? [dossier] : [])],
  );

/** Of the exercises that run, by the clock of each; one that is paused or over rings nothing. */
async function dueInExercises(
  db: Database,
  now: Date,
  dossier: string | null,
  waiting: string[],
): Promise<Due[]> {
  const running = await db.query<{ id: string; pace: Pace | null }>(
    "select id, context->'pace' pace from dossier where kind = 'exercise' and state = 'running'",
  );
  if (running.length === 0) return [];
  const shown = running.map(({ id, pace }) => ({ id, at: pace ? shownAt(pace, now) : now }));
  return db.query<Due>(
    `select l.id, l.dossier_id, l.event from jsonb_to_recordset($1::jsonb) e(id uuid, at timestamptz)
       join dossier d on d.exercise_id = e.id join deadline l on l.dossier_id = d.id
      where l.state = 'running' and l.due_at <= e.at and l.id <> all($2::uuid[])
        and not ${earnestDeadlineSql}
        ${dossier ? "and l.dossier_id = $3::uuid" : ""} order by l.due_at limit 200`,
    [JSON.stringify(shown), waiting, ...(dossier ? [dossier] : [])],
  );
}

/** People who have not answered a wave: asked just before its reminder, so that a step stays pure. */
async function unansweredOf(db: Database, { dossier_id, event }: Due): Promise<number | undefined> {
  const wave = /^(?:remind|escalate)-(.+)$/.exec(event.key)?.[1];
  if (!wave) return undefined;
  const [row] = await db.query<{ n: number }>(
    `select count(*) n from delivery d join notice n on n.id = d.notice_id
      where d.dossier_id = $1 and n.key = $2 and d.function <> 'mailbox' and d.state not in ('cancelled', 'simulated')
        and (d.acked_at is null or d.answer = 'not-me')
        and not exists (select 1 from delivery c where c.dossier_id = $1 and c.about_id = d.id and c.answer = 'taken')`,
    [dossier_id, wave],
  );
  return row?.n ?? 0;
}
