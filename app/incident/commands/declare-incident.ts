import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { type Consequences, previewOpening } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { prepareDeclaration } from "./prepare-declaration.ts";

/**
 * Declares an incident: the convention in force says whom to alert, by when and why, and the alerts are on their
 * way when this returns.
 * @throws InputRefused, Forbidden, RuleRefused, ReceiptReused
 */
export async function declareIncident(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  return open(db, { ...(await prepareDeclaration(db, caller, input, now)), ...(receipt && { receipt }) });
}

/** Whom a declaration would alert and which clocks it would start; nothing is done. */
export async function previewDeclaration(
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Consequences> {
  return previewOpening(db, await prepareDeclaration(db, caller, input, now));
}
