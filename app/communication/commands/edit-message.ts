import { dossierId, sendEvent } from "#app/engine/command/send-event.ts";
import type { Dispatched } from "#app/engine/dispatch.ts";
import { readDossier } from "#app/engine/dossier.ts";
import { NotFound } from "#app/engine/errors.ts";
import { parse } from "#app/engine/input.ts";
import { placeById } from "#app/engine/opening/place.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { messageInputSchema } from "../message-input.ts";
import { draftOf } from "./prepare-message.ts";

/**
 * Writes a draft anew, whole. Who carries it does not change, nor the files already in its dossier.
 * @param revision what the author saw: a colleague's changes meanwhile are a conflict.
 * @throws InputRefused, NotFound, Forbidden, Conflict, RuleRefused, ReceiptReused
 */
export async function editMessage(
  db: Database,
  caller: Caller,
  dossier: string,
  input: unknown,
  now: Date,
  { revision, receipt }: { revision?: number; receipt?: Receipt } = {},
): Promise<Dispatched> {
  const id = dossierId(dossier);
  if (!(await mayOnDossier(db, caller.tenures, "dossier.read", id)))
    throw new NotFound("Ce message n’existe pas.");
  const row = await readDossier(db, id);
  if (row.kind !== "communication") throw new NotFound("Ce message n’existe pas.");
  const { author, facts } = row.context as unknown as CommunicationContext;
  const place = await placeById(db, author.place.id);
  const draft = await draftOf(
    db,
    caller,
    { dispositif: row.dispositif_id, place },
    parse(messageInputSchema, input),
  );
  const kept = { ...draft, attachments: [...new Set([...draft.attachments, ...facts.attachments])] };
  const body = { type: "communication.edited", draft: kept, ...(revision && { revision }) };
  return sendEvent(db, caller, id, body, now, receipt);
}
