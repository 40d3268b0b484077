import type { Database } from "#app/platform/database/database.ts";
import { dispatch } from "./dispatch.ts";

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
  const due = await db.query<Due>(
    `select id, dossier_id, event from deadline where state = 'running' and due_at <= $1
       ${dossier ? "and dossier_id = $2::uuid" : ""} order by due_at limit 200`,
    [now.toISOString(), ...(dossier ? [dossier] : [])],
  );
  let fired = 0;
  for (const deadline of due) {
    try {
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
    } catch (error) {
      // One dossier that cannot be stepped must not stop the clocks of the others.
      onError(error);
    }
  }
  return fired;
}

/** People who have not answered a wave: asked just before its reminder, so that a step stays pure. */
async function unansweredOf(db: Database, { dossier_id, event }: Due): Promise<number | undefined> {
  const wave = /^(?:remind|escalate)-(.+)$/.exec(event.key)?.[1];
  if (!wave) return undefined;
  const [row] = await db.query<{ n: number }>(
    `select count(*) n from delivery d join notice n on n.id = d.notice_id
      where d.dossier_id = $1 and n.key = $2 and d.function <> 'mailbox' and d.state <> 'cancelled'
        and (d.acked_at is null or d.answer = 'not-me')
        and not exists (select 1 from delivery c where c.dossier_id = $1 and c.about_id = d.id and c.answer = 'taken')`,
    [dossier_id, wave],
  );
  return row?.n ?? 0;
}
