import { type AckAnswer, acknowledge } from "#app/engine/command/acknowledge.ts";
import type { Database } from "#app/platform/database/database.ts";
import { seatCalled } from "../messages/crisis-notice.ts";

/** The press on the link of a call: whoever answers « je rejoins la cellule » takes the seat that called them. */
export const acknowledgeCall = (
  db: Database,
  delivery: string,
  answer: AckAnswer,
  now: Date,
): Promise<boolean> =>
  acknowledge(db, delivery, answer, now, (alert) => {
    const role = seatCalled(alert);
    return role ? { role } : {};
  });
