import { type Dispatched, open } from "#app/engine/dispatch.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { prepareMessage } from "./prepare-message.ts";

/**
 * Writes down a message to the community: nobody is asked or told anything yet.
 * @throws InputRefused, Forbidden, NotFound, RuleRefused citing who may carry such a message, ReceiptReused
 */
export async function draftMessage(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  return open(db, { ...(await prepareMessage(db, caller, input, now)), ...(receipt && { receipt }) });
}
