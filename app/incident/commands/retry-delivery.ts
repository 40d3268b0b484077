import { sendEvent } from "#app/engine/command/send-event.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { DeadLetter, GivenUp } from "../queries/dead-letters.ts";

/**
 * Sends a failed message again, perhaps to another address. Pressed twice, it leaves once: the receipt counts the
 * failures that the author saw.
 * @throws what sendEvent throws
 */
export async function retryDelivery(
  db: Database,
  caller: Caller,
  letter: DeadLetter,
  address: string,
  now: Date,
) {
  const event = {
    type: "delivery.retried",
    delivery: letter.id,
    ...(address !== letter.address && { address }),
  };
  const key = `retry-${letter.id}-${letter.history.length}`;
  return sendEvent(db, caller, letter.dossierId, event, now, receiptFor(caller.person.id, key, event));
}

/**
 * Sends again every message given up in a dossier. Pressed twice, it leaves once: the receipt counts what the author saw.
 * @throws what sendEvent throws
 */
export async function retryAll(db: Database, caller: Caller, { id, revision }: GivenUp, now: Date) {
  const event = { type: "delivery.retried", delivery: "all" };
  const receipt = receiptFor(caller.person.id, `retry-all-${id}-${revision}`, event);
  return sendEvent(db, caller, id, event, now, receipt);
}
