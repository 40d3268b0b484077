import type { Database } from "#app/platform/database/database.ts";
import { dispatch, open } from "../dispatch.ts";
import { receiptFor } from "../receipt.ts";

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };
type Case = { dossier: string; ref: string; title: string };

/**
 * Crises played before an exercise had a lock of its own closed that of their dispositif, and cannot open it again.
 * Gives each its lock, moves its case there, and takes it out of the real one: entries of the journals of both, written
 * once whatever starts twice.
 */
export async function freeOfExercises(db: Database, now: Date): Promise<void> {
  await giveLocks(db, now);
  const strays = await db.query<{ lock: string; own: string; state: string; case: Case }>(
    `select l.id lock, o.id own, held->>'state' state,
            jsonb_build_object('dossier', c.id, 'ref', c.ref, 'title', c.title) "case"
       from dossier l cross join jsonb_array_elements(l.context->'cases') held
       join dossier c on c.id = (held->>'dossier')::uuid and c.exercise_id is not null
       join dossier o on o.kind = 'lock' and o.exercise_id = c.exercise_id
      where l.kind = 'lock' and l.exercise_id is null`,
  );
  for (const { lock, own, state, case: stray } of strays) {
    const say = (dossier: string, type: string, data: Record<string, unknown>) =>
      dispatch(db, {
        ...{ dossier, type, data, by: console_, at: now },
        receipt: receiptFor(`lock:${dossier}`, `${type}:${stray.dossier}`, null),
      });
    await say(own, "case.opened", { case: stray, state });
    await say(lock, "case.closed", { case: stray });
  }
}

/** The locks that exercises are born with today, for those that were there before. */
async function giveLocks(db: Database, now: Date): Promise<void> {
  const lacking = await db.query<{
    exercise: string;
    dispositif: string;
    convention: string;
    organisation: string;
    key: string;
  }>(
    `select d.id exercise, d.dispositif_id dispositif, d.convention_id convention, d.organisation_id organisation, s.key
       from dossier d join dispositif s on s.id = d.dispositif_id
      where d.exercise_id = d.id and d.closed_at is null
        and not exists (select 1 from dossier l where l.kind = 'lock' and l.exercise_id = d.id)`,
  );
  for (const { key, ...one } of lacking)
    await open(db, {
      machine: "lock",
      type: "lock.made",
      data: { dispositif: key },
      by: console_,
      at: now,
      ...one,
    }).catch((error: unknown) => {
      // Another process made it first: the index keeps one.
      if ((error as { code?: unknown }).code !== "23505") throw error;
    });
}
