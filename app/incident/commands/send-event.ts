import { z } from "zod";
import { type Command, type Dispatched, dispatch } from "#app/engine/dispatch.ts";
import { NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused, parse } from "#app/engine/input.ts";
import { type Consequences, preview } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import { actingTenures, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type DataOf, type PersonEvent, personEvents } from "#machines/incident/v1/events.ts";

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

/**
 * From a body to commands: may they see it, is the event one of theirs, may they send it, is it well formed.
 * One command for each function in which they may: the convention may refuse one and take another.
 */
async function prepare(
  db: Database,
  caller: Caller,
  dossier: string,
  body: unknown,
  now: Date,
): Promise<Command[]> {
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
  const tenures = await actingTenures(db, caller, type, id);
  if (tenures.length === 0) throw new Forbidden(type);
  const data = parse(personEvents[type], given) as Record<string, unknown>;
  if (type === "delivery.retried") await requireRetriable(db, id, data as DataOf<"delivery.retried">);
  return tenures.map((tenure) => ({
    dossier: id,
    type,
    data,
    by: actorOf(caller, tenure),
    at: now,
    ...(revision && { revision }),
  }));
}

/** Only what failed is sent again, and not to an address that this alert already went to. */
async function requireRetriable(
  db: Database,
  dossier: string,
  { delivery, address }: DataOf<"delivery.retried">,
) {
  if (delivery === "all") return requireGivenUp(db, dossier, address);
  const [row] = await db.query<{ state: string; twin: boolean }>(
    `select d.state, exists (select 1 from delivery t where t.notice_id = d.notice_id and t.id <> d.id
       and t.organisation_id = d.organisation_id and t.function = d.function and t.channel = d.channel
       and t.address = coalesce($3, d.address)) twin
     from delivery d where d.id = $1 and d.dossier_id = $2`,
    [delivery, dossier, address ?? null],
  );
  if (!row)
    throw new InputRefused([{ path: "delivery", message: "Cet envoi n'existe pas dans ce dossier." }]);
  if (row.state === "sent" || row.state === "cancelled")
    throw new InputRefused([
      { path: "delivery", message: "Cet envoi n'a pas échoué : il n'y a rien à renvoyer." },
    ]);
  if (row.twin)
    throw new InputRefused([
      { path: "address", message: "Cette alerte est déjà partie vers cette adresse." },
    ]);
}

/** All at once is for an outage: each to its own address. */
async function requireGivenUp(db: Database, dossier: string, address: string | undefined) {
  if (address)
    throw new InputRefused([
      { path: "address", message: "Une adresse se corrige envoi par envoi, pas pour tous à la fois." },
    ]);
  const dead = await db.query("select 1 from delivery where dossier_id = $1 and state = 'dead' limit 1", [
    dossier,
  ]);
  if (dead.length === 0)
    throw new InputRefused([{ path: "delivery", message: "Ce dossier n'a pas d'envoi abandonné." }]);
}

/** Does it in the first function that the convention lets; the refusal told is that of the first. */
async function inEachFunction<T>(commands: Command[], act: (command: Command) => Promise<T>): Promise<T> {
  let refused: unknown;
  for (const command of commands)
    try {
      return await act(command);
    } catch (error) {
      if (!(error instanceof RuleRefused)) throw error;
      refused ??= error;
    }
  throw refused;
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
  const commands = await prepare(db, caller, dossier, body, now);
  return inEachFunction(
    commands,
    async (command) => (await dispatch(db, { ...command, ...(receipt && { receipt }) })) as Dispatched,
  );
}

/** What that event would do, with the same checks; nothing is done. */
export async function previewEvent(
  db: Database,
  caller: Caller,
  dossier: string,
  body: unknown,
  now: Date,
): Promise<Consequences> {
  return inEachFunction(await prepare(db, caller, dossier, body, now), (command) => preview(db, command));
}
