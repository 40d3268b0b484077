import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { type Consequences, previewOpening } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { prepareCrisis } from "./prepare-crisis.ts";

/**
 * Opens a crisis, in veille: the parties are told, nothing is locked yet.
 * @throws InputRefused, Forbidden, NotFound, RuleRefused citing the field of competence, ReceiptReused
 */
export async function openCrisis(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  return open(db, { ...(await prepareCrisis(db, caller, input, now)), ...(receipt && { receipt }) });
}

/** What opening would do; nothing is done. */
export async function previewCrisis(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Consequences> {
  return previewOpening(db, await prepareCrisis(db, caller, input, now));
}
