import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { type Consequences, previewOpening } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { prepareTest } from "./prepare-test.ts";

/** Sends a test of the alert chain. @throws InputRefused, Forbidden, RuleRefused, ReceiptReused */
export const openTest = async (
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> =>
  open(db, { ...(await prepareTest(db, caller, input, now)), ...(receipt && { receipt }) });

/** Whom it would reach; nothing is done. */
export const previewTest = async (
  db: Database,
  caller: Caller,
  input: unknown,
  now: Date,
): Promise<Consequences> => previewOpening(db, await prepareTest(db, caller, input, now));
