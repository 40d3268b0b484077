import { acknowledgeCall } from "#app/crisis/commands/acknowledge-call.ts";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Cell } from "./cell.ts";
import { counts, lockLine } from "./queries.ts";
import { type Cast, DISPOSITIF, type Stage } from "./stage.ts";

/** An incident, then the crisis that grows from it. */
export async function open({ db, say, send }: Stage, { rssi, head }: Cast, t0: Date) {
  const title = "Menaces envoyées depuis des comptes d’élèves volés";
  const summary =
    "Depuis 2 h 10, des comptes d’élèves envoient des menaces d’attentat à toute leur école par la messagerie de l’ENT.";
  const minute = (n: number) => new Date(t0.getTime() + n * 60_000);
  const incident = await declareIncident(
    db,
    rssi,
    {
      dispositif: DISPOSITIF,
      organisation: "academie-reims",
      title,
      description: summary,
      category: "threat-messages",
      certainty: "proven",
      perimeter: "dispositif",
      noticedAt: minute(-60).toISOString(),
      personalData: true,
      compromises: ["messaging"],
    },
    minute(-50),
  );
  say(`${incident.ref}  déclaré par le RSSI de Reims`);
  await send(minute(-49));
  const input = {
    dispositif: DISPOSITIF,
    incident: incident.ref,
    runbook: "messagerie-ent-compromise",
    organisation: "academie-reims",
    title,
    summary,
    category: "threat-messages",
    perimeter: "dispositif",
    personalData: true,
    awareAt: minute(-60).toISOString(),
  };
  const byHead = await openCrisis(db, head, input, minute(-45)).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(byHead instanceof Error)) throw new Error("Un chef d’établissement a pu ouvrir une crise.");
  say(`  refusé à un chef d’établissement : ${byHead.message}`);
  const crisis = await openCrisis(db, rssi, input, minute(-40));
  say(`${crisis.ref}  ouverte en veille sur ${incident.ref}, procédure « Messagerie de l’ENT compromise »`);
  return crisis;
}

/** Qualified, activated, the cell called; those called answer from their message. */
export async function gather(stage: Stage, cell: Cell, people: Cast, crisis: string) {
  const { db, say, send } = stage;
  const { direction, rssi, exploitant } = people;
  await cell.act(
    rssi,
    "crisis.qualified",
    {
      severity: "maximal",
      perimeter: "dispositif",
      personalData: true,
      reason: "323 menaces, trois académies.",
    },
    "crise qualifiée : gravité maximale",
  );
  const criteria = ["menaces-recues", "plusieurs-ecoles"];
  await cell.refused(
    direction,
    "crisis.activated",
    { criteria },
    "activer sur une procédure que nulle commission n’a approuvée",
  );
  await cell.act(
    direction,
    "crisis.activated",
    { criteria, unapproved: "La commission se réunit en avril ; attendre mettrait des élèves en danger." },
    "crise activée par décision motivée de la direction, deux critères constatés",
  );
  await send(cell.now());
  say(`           ${await lockLine(db, DISPOSITIF)}`);
  for (const line of await counts(db, crisis)) say(`           ${line}`);
  await cell.act(rssi, "member.joined", { role: "rssi" }, "siège RSSI pris");
  const [call] = await db.query<{ id: string; name: string }>(
    "select id, name from delivery where dossier_id = $1 and alert = 'cell-prestataire' and function = 'exploitant' limit 1",
    [crisis],
  );
  if (call) {
    await acknowledgeCall(db, call.id, "taken", cell.now());
    say(`           l’exploitant répond « J’ai lu et je m’en occupe » : il siège comme prestataire`);
  }
  await cell.act(people.dane, "member.joined", { role: "communication" }, "siège communication pris");
  await cell.act(people.dpd, "member.joined", { role: "dpd" }, "siège DPD pris");
  await cell.act(
    exploitant,
    "log.entered",
    {
      kind: "fait",
      content: "41 comptes d’élèves ont envoyé des menaces depuis 2 h 10.",
      reliability: "confirmed",
    },
    "main courante : 41 comptes recensés",
  );
}
