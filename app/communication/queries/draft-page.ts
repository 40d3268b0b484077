import { randomUUID } from "node:crypto";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { LockView } from "#machines/lock/v1/compute.ts";
import { type Desk, deskOf, optionsOf } from "./desk.ts";
import { type MessageValues, valuesOf } from "./form-values.ts";
import { type Message, readMessage } from "./page.ts";

/** A message that is still written, at the desk of the organisation that carries it. `zone`: of that organisation. */
export type OpenDraft = { message: Message; desk: Desk; zone: string };

/** The draft of the caller's organisation; null where it is another's, « sent » where nothing can be changed here. */
export async function openDraft(
  db: Database,
  caller: Caller,
  ref: string,
  now: Date,
): Promise<OpenDraft | "sent" | null> {
  const message = await readMessage(db, caller, ref);
  if (!message?.mine) return null;
  if (message.state !== "draft") return "sent";
  const { place } = message.context.author;
  const found = await deskOf(db, caller, { dispositif: message.dispositifKey, as: place.key }, now);
  if (!found || found.speaker.id !== place.id) return null;
  return { message, desk: { ...found, convention: message.convention }, zone: place.timezone };
}

/** What its form needs. */
export function draftOptions(db: Database, caller: Caller, { message, desk }: OpenDraft, lock: LockView) {
  const { facts } = message.context;
  return optionsOf(db, caller, desk, {
    process: facts.process,
    lock,
    draft: facts,
    attachments: message.attachments.filter(({ hash }) => facts.attachments.includes(hash)),
  });
}

/** What its form says, as it was kept. */
export const draftValues = ({ message, desk, zone }: OpenDraft): MessageValues => ({
  ...valuesOf(message.context, zone),
  crisis: message.crisis?.ref ?? "",
  dispositif: message.dispositifKey,
  as: desk.speaker.key,
  ...keptAs(message.revision),
});

/** What the next press carries once the draft was kept: which revision was seen, and that it is another press. */
export const keptAs = (revision: number): MessageValues => ({
  revision: String(revision),
  key: randomUUID(),
  removed: "",
});
