import { z } from "zod";
import { actingTenures, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";
import { machineOf } from "#machines/registry.ts";
import { type Command, type Dispatched, dispatch } from "../dispatch.ts";
import { type DossierRow, readDossier } from "../dossier.ts";
import { Conflict, NotFound, RuleRefused } from "../errors.ts";
import { InputRefused, parse } from "../input.ts";
import { type Consequences, preview } from "../preview.ts";
import type { Receipt } from "../receipt.ts";
import { recordRefusal } from "./refusal.ts";
import { requireRetriable } from "./retriable.ts";

const envelope = z.looseObject({
  type: z.string({ error: "le type de l'événement manque" }),
  revision: z.int().positive().optional(),
});

/** Ids come from outside: anything that is not one names no dossier. */
export const dossierId = (given: string | undefined): string => {
  if (!z.uuid().safeParse(given).success) throw new NotFound("Ce dossier n'existe pas.");
  return given as string;
};

/** Right that a person's event of that dossier needs; null when people send no such event. */
export function rightFor(row: Pick<DossierRow, "machine" | "machine_version">, type: string): Right | null {
  const machine = machineOf(row.machine, row.machine_version);
  return Object.hasOwn(machine.events, type) ? ((machine.rights?.[type] ?? type) as Right) : null;
}

/**
 * From a body to commands: may they see it, is the event one of that dossier's, may they send it, is it well formed.
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
  const row = await readDossier(db, id);
  const machine = machineOf(row.machine, row.machine_version);
  const right = rightFor(row, type);
  if (!right)
    throw new InputRefused([
      {
        path: "type",
        message: `Événement inconnu : « ${type.slice(0, 60)} ». Connus : ${Object.keys(machine.events).join(", ")}.`,
      },
    ]);
  const tenures = await actingTenures(db, caller, right, id);
  if (tenures.length === 0) {
    await recordRefusal(db, { dossier: id, type, data: given, by: caller, at: now }, new Forbidden(right));
    throw new Forbidden(right);
  }
  const data = parse(machine.events[type] as z.ZodType, given) as Record<string, unknown>;
  if (type === "delivery.retried")
    await requireRetriable(db, id, data as { delivery: string; address?: string });
  return tenures.map((tenure) => ({
    dossier: id,
    type,
    data,
    by: actorOf(caller, tenure),
    at: now,
    ...(revision && { revision }),
  }));
}

/** Does it in the first function that the convention and the dossiers told let; the refusal told is that of the first. */
async function inEachFunction<T>(commands: Command[], act: (command: Command) => Promise<T>): Promise<T> {
  let refused: unknown;
  for (const command of commands)
    try {
      return await act(command);
    } catch (error) {
      if (!(error instanceof RuleRefused || error instanceof Forbidden)) throw error;
      refused ??= error;
    }
  throw refused;
}

/**
 * Sends a person's event to a dossier. What a rule or a newer revision refuses is recorded beside the journal.
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
  try {
    return await inEachFunction(
      commands,
      async (command) => (await dispatch(db, { ...command, ...(receipt && { receipt }) })) as Dispatched,
    );
  } catch (error) {
    if (error instanceof RuleRefused || error instanceof Conflict || error instanceof Forbidden)
      await recordRefusal(db, { ...(commands[0] as Command), by: caller }, error);
    throw error;
  }
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
