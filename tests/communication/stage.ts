import { draftMessage } from "#app/communication/commands/draft-message.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { RuleRefused } from "#app/engine/errors.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { CommunicationContext } from "#machines/communication/v1/context.ts";
import { smallGrandEst } from "../support/grand-est.ts";
import { withPerson } from "../support/world.ts";

/** A Monday morning in Nancy, with no public holiday before Easter Monday (6 April 2026). */
export const MONDAY = new Date("2026-03-09T08:00:00Z");
export const days = (n: number, from = MONDAY) => new Date(from.getTime() + n * 86_400_000);

/** The small Grand Est, and those who write, approve and decide. */
export async function stage(db: Database) {
  const people = await smallGrandEst(db);
  const at = (fn: string, key: string, name: string) => withPerson(db, { function: fn, at: key, name });
  return {
    ...people,
    departement: await at("elu", "departement-54", "Présidente 54"),
    dasen54: await at("dasen", "dsden-54", "DASEN 54"),
    dasen51: await at("dasen", "dsden-51", "DASEN 51"),
    sgra: await at("sgra", "academie-nancy-metz", "SGRA Grand Est"),
    head54: await at("chefEtablissement", "0541236C", "Principale Callot"),
  };
}
export type People = Awaited<ReturnType<typeof stage>>;

/** A classique message of Meurthe-et-Moselle as its form has it. */
export const classique = (more: Record<string, unknown> = {}) => ({
  dispositif: "mbn",
  from: "departement-54",
  process: "classique",
  topic: "other",
  profiles: ["families"],
  perimeter: "departement",
  departement: "54",
  channels: ["ent-messaging"],
  title: "Carte de transport : inscriptions ouvertes",
  short: "Inscrivez votre enfant avant le 30 juin.",
  long: "Bonjour,\n\nLes inscriptions à la carte de transport sont ouvertes.",
  objective: "Que chaque famille inscrive son enfant à temps.",
  startsAt: "2026-03-30T08:00:00+02:00",
  endsAt: "2026-04-20T08:00:00+02:00",
  ...more,
});

/** Someone acts on a message at an hour. */
export const acting =
  (db: Database, dossier: string) =>
  (caller: Caller, at: Date, type: string, data: Record<string, unknown> = {}) =>
    sendEvent(db, caller, dossier, { type, ...data }, at);

export async function drafted(db: Database, caller: Caller, input: Record<string, unknown>, at = MONDAY) {
  const message = await draftMessage(db, caller, input, at);
  return { ...message, act: acting(db, message.id) };
}

/** What a rule refused. */
export async function refusalOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RuleRefused)) throw error ?? new Error("rien n'a été refusé");
  return error.refusal;
}

export async function readMessage(db: Database, id: string) {
  const [row] = await db.query<{ state: string; context: CommunicationContext }>(
    "select state, context from dossier where id = $1",
    [id],
  );
  return row as { state: string; context: CommunicationContext };
}

/** Messages to the community that a dossier made, by channel and state. */
export const leftOf = (db: Database, id: string) =>
  db.query<{ channel: string; address: string; state: string }>(
    "select channel, address, state from delivery where dossier_id = $1 and audience = 'community' order by channel, address",
    [id],
  );
