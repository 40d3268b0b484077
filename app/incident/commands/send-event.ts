import { z } from "zod";
import { type Command, type Dispatched, dispatch } from "#app/engine/dispatch.ts";
import { NotFound } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { type Consequences, preview } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actingTenure, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type PersonEvent, personEvents } from "#machines/incident/v1/events.ts";

const isPersonEvent = (type: unknown): type is PersonEvent =>
  typeof type === "string" && Object.hasOwn(personEvents, type);
const envelope = z.looseObject({
  type: z.string({ error: "le type de l'événement manque" }),
  revision: z.int().positive().optional(),
});

/** Ids come from outside: anything that is not one names no dossier. */
export const dossierId = (given: string | undefined): string => {
  if (!z.uuid().safeParse(given).success) throw new NotFound("Ce dossier n'existe pas.");
  return given as string;
};

/** From a body to a command: may they see it, is the event one of theirs, may they send it, is it well formed. */
async function prepare(
  db: Database,
  caller: Caller,
  dossier: string,
  body: unknown,
  now: Date,
): Promise<Command> {
  const id = dossierId(dossier);
  if (!(await mayOnDossier(db, caller.tenures, "dossier.read", id)))
    throw new NotFound("Ce dossier n'existe pas.");
  const { type, revision, ...given } = parse(envelope, body);
  if (!isPersonEvent(type))
    throw new InputRefused([
      {
        path: "type",
        message: `Événement inconnu : « ${type.slice(0, 60)} ». Connus : ${Object.keys(personEvents).join(", ")}.`,
      },
    ]);
  const tenure = await actingTenure(db, caller, type, id);
  if (!tenure) throw new Forbidden(type);
  const data = parse(personEvents[type], given) as Record<string, unknown>;
  return { dossier: id, type, data, by: actorOf(caller, tenure), at: now, ...(revision && { revision }) };
}

/**
 * Sends a person's event to an incident.
 * @param body `{type, revision?, …data}`; a revision makes it hold only on what its author saw.
 * @throws NotFound, Forbidden, InputRefused, Conflict, RuleRefused, ReceiptReused
 */
export async function sendEvent(
  db: Database,
  caller: Caller,
  dossier: string,
  body: unknown,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  const command = await prepare(db, caller, dossier, body, now);
  return (await dispatch(db, { ...command, ...(receipt && { receipt }) })) as Dispatched;
}

/** What that event would do, with the same checks; nothing is done. */
export async function previewEvent(
  db: Database,
  caller: Caller,
  dossier: string,
  body: unknown,
  now: Date,
): Promise<Consequences> {
  return preview(db, await prepare(db, caller, dossier, body, now));
}
