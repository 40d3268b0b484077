import { ringDue } from "#app/engine/clock.ts";
import { sendEvent } from "#app/engine/command/send-event.ts";
import { ensureHomologationContent } from "#app/homologation/commands/ensure-content.ts";
import { openHomologation } from "#app/homologation/commands/open-homologation.ts";
import { registerSystem } from "#app/homologation/commands/register-system.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { HomologationContext } from "#machines/homologation/v1/context.ts";
import { smallGrandEst } from "../support/grand-est.ts";
import { NIGHT, withPerson } from "../support/world.ts";

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const days = (n: number, from = NIGHT) => new Date(from.getTime() + n * 86_400_000);

/** Grand Est with whoever prepares and whoever decides, the démarches, and its ENT in the register. */
export async function homologationStage(db: Database) {
  const people = await smallGrandEst(db);
  const authority = await withPerson(db, {
    function: "autoriteHomologation",
    at: "academie-reims",
    name: "Autorité",
  });
  await ensureHomologationContent(db, NIGHT);
  const ent = await registerSystem(db, people.rssi, system(), NIGHT);
  await sendEvent(db, people.rssi, ent.id, assessed, NIGHT);
  return { people, authority, ent };
}
export type HomologationStage = Awaited<ReturnType<typeof homologationStage>>;

export const system = (more: Record<string, unknown> = {}) => ({
  dispositif: "mbn",
  key: "ent",
  name: "Mon Bureau Numérique",
  nature: "ent",
  owner: { key: "academie-reims", name: "Académie de Reims" },
  operator: { name: "Exploitant de l’ENT" },
  host: { name: "Hébergeur" },
  ...more,
});

export const assessed = {
  type: "system.assessed",
  answers: { donnees: "courantes" },
  proposed: "modere",
  need: "modere",
};

export const named = ({ person, tenures: [held] }: Caller) => ({
  person: person.id,
  name: person.name,
  function: held?.function ?? "",
  organisation: {
    id: held?.organisation?.id ?? "",
    key: held?.organisation?.key ?? "",
    name: held?.organisation?.name ?? "",
  },
});
export const reserve = (n: number, dueAt: string) => ({
  key: uuid(900 + n),
  text: `Réserve ${n} : deux facteurs pour les comptes de direction`,
  owner: "DSI de l’académie",
  dueAt,
});
export const risk = (n: number, more: Record<string, unknown> = {}) => ({
  key: uuid(100 + n),
  event: `Événement redouté ${n}`,
  scenario: "Des comptes volés écrivent à toute l’école.",
  likelihood: 3,
  severity: 4,
  after: { likelihood: 2, severity: 2 },
  treatment: "reduce",
  owner: "RSSI",
  ...more,
});
export const measure = (n: number) => ({
  key: uuid(200 + n),
  catalogue: "ent",
  ref: `ENT-${n}`,
  title: `Mesure ${n}`,
});

/** Someone acts on one homologation at a time that the test moves. */
export function acting(db: Database, dossier: string, clock = { at: NIGHT }) {
  const act = async (caller: Caller, type: string, data: Record<string, unknown> = {}) => {
    clock.at = new Date(clock.at.getTime() + 60_000);
    return sendEvent(db, caller, dossier, { type, ...data }, clock.at);
  };
  const ring = async (at: Date) => {
    clock.at = at > clock.at ? at : clock.at;
    return ringDue(db, clock.at, (error) => {
      throw error;
    });
  };
  const read = async () => {
    const [row] = await db.query<{
      state: string;
      context: HomologationContext;
      columns: Record<string, unknown>;
      revision: number;
    }>("select state, context, columns, revision from dossier where id = $1", [dossier]);
    if (!row) throw new Error("dossier inconnu");
    return row;
  };
  return { act, ring, read, clock };
}

export const strategy = ({ people, authority }: HomologationStage, demarche = "simplifiee") => ({
  demarche,
  perimeter: "L’ENT et ses articulations.",
  authority: named(authority),
  lead: named(people.rssi),
});
const pieces = ["strategie", "cartographie", "pas", "analyse"];

/** A dossier of the simplest démarche, put to its authority. */
export async function submitted(db: Database, stage: HomologationStage, system = stage.ent.id, at = NIGHT) {
  const opened = await openHomologation(db, stage.people.rssi, system, at);
  const play = acting(db, opened.id, { at });
  const { rssi } = stage.people;
  await play.act(rssi, "strategy.set", strategy(stage));
  for (const [n, kind] of pieces.entries())
    await play.act(rssi, "piece.added", {
      ...{ key: uuid(10 + n), kind, title: kind, version: "1", owner: "RSSI" },
      link: `https://documents.example/${kind}`,
    });
  await play.act(rssi, "risk.set", risk(1));
  await play.act(rssi, "measures.added", { measures: [measure(1), measure(2)] });
  await play.act(rssi, "measures.updated", {
    changes: [1, 2].map((n) => ({ key: measure(n).key, state: "todo", owner: "DSI", dueAt: "2026-12-01" })),
  });
  await play.act(rssi, "homologation.readied");
  await play.act(rssi, "homologation.submitted", { instance: "commission-homologation" });
  return { ...opened, ...play };
}

export const firm = (months = 12, more: Record<string, unknown> = {}) => ({
  decision: "firm",
  months,
  authority: { name: "Autorité", function: "Autorité d’homologation" },
  ...more,
});

/** The same, decided and in force. */
export async function homologated(
  db: Database,
  stage: HomologationStage,
  decision = firm(),
  system = stage.ent.id,
  at = NIGHT,
) {
  const dossier = await submitted(db, stage, system, at);
  await dossier.act(stage.authority, "decision.taken", decision);
  await dossier.ring(dossier.clock.at);
  return dossier;
}
