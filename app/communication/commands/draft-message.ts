import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { conventionOf } from "#app/engine/dossier.ts";
import { type Consequences, previewOpening } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
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

/**
 * What submitting that message at once would do: who approves and by when, which schools are asked, what leaves.
 * Nothing is written; what would refuse it at submission refuses it here.
 * @throws InputRefused, Forbidden, NotFound, RuleRefused with the rule, its article and the field
 */
export async function previewMessage(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Consequences & { convention: Convention }> {
  const opening = await prepareMessage(db, caller, input, now);
  const consequences = await previewOpening(db, { ...opening, type: "communication.proposed" });
  return { ...consequences, convention: await conventionOf(db, opening.convention) };
}
