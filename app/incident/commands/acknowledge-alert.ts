import { type AckAnswer, acknowledge } from "#app/engine/command/acknowledge.ts";
import type { Database } from "#app/platform/database/database.ts";

export type { AckAnswer };

/** The press on the link of an incident's alert. @returns false when the delivery is unknown. */
export const acknowledgeAlert = (
  db: Database,
  delivery: string,
  answer: AckAnswer,
  now: Date,
): Promise<boolean> => acknowledge(db, delivery, answer, now);
