import { type AckAnswer, acknowledge } from "#app/engine/command/acknowledge.ts";
import type { Database } from "#app/platform/database/database.ts";

/** The press on the link of a stimulus: its player has seen it. */
export const acknowledgeInject = (db: Database, delivery: string, answer: AckAnswer, now: Date) =>
  acknowledge(db, delivery, answer, now, (alert) => ({ alert }));

/** Whether an exercise itself sent that delivery. */
export async function isOfExercise(db: Database, delivery: string): Promise<boolean> {
  const rows = await db.query(
    "select 1 from delivery l join dossier d on d.id = l.dossier_id where l.id = $1 and d.kind = 'exercise'",
    [delivery],
  );
  return rows.length > 0;
}
