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
 * Writes a draft anew, whole. Who carries it does not change; files stay unless they are removed.
 * @param revision what the author saw: a colleague's changes meanwhile are a conflict.
 * @param removed files (SHA-256) that the message carries no more; the journal and the dossier keep them.
 * @throws InputRefused, NotFound, Forbidden, Conflict, RuleRefused, ReceiptReused
 */
export async function editMessage(
  db: Database,
  caller: Caller,
  dossier: string,
  input: unknown,
  now: Date,
  { revision, receipt, removed = [] }: { revision?: number; receipt?: Receipt; removed?: string[] } = {},
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
  const files = new Set([
    ...facts.attachments.filter((hash) => !removed.includes(hash)),
    ...draft.attachments,
  ]);
  const kept = { ...draft, attachments: [...files] };
  const body = { type: "communication.edited", draft: kept, ...(revision && { revision }) };
  return sendEvent(db, caller, id, body, now, receipt);
}
