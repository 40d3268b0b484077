import { randomUUID } from "node:crypto";
import type { EntcoreServer } from "../entcore-server.ts";
import type { Cell } from "./cell.ts";
import { lockLine } from "./queries.ts";
import { type Cast, DISPOSITIF, type Stage } from "./stage.ts";

/** The procedure: whose turn it is, with what proof. */
export async function work(cell: Cell, { exploitant, direction, rssi, dane, dpd }: Cast) {
  await cell.refused(dane, "step.taken", { step: "recenser-comptes" }, "prendre l’étape de l’exploitant");
  await cell.refused(
    exploitant,
    "step.taken",
    { step: "bloquer-comptes" },
    "bloquer les comptes avant de les avoir recensés",
  );
  await cell.act(
    exploitant,
    "step.taken",
    { step: "recenser-comptes" },
    "étape prise : recenser les comptes",
  );
  await cell.refused(exploitant, "step.done", { step: "recenser-comptes" }, "cocher sans preuve");
  await cell.act(
    exploitant,
    "step.done",
    { step: "recenser-comptes", proof: "Liste du 24 mars, 4 h 10 : 41 comptes, 12 écoles." },
    "étape faite, avec sa preuve",
  );
  await cell.act(
    direction,
    "decision.taken",
    { decision: "couper-messagerie", option: "oui", because: "Compromission confirmée à deux." },
    "décision : la messagerie est coupée pour tous",
  );
  await cell.act(exploitant, "step.taken", { step: "bloquer-comptes" }, "étape prise : bloquer les comptes");
  await cell.act(
    exploitant,
    "step.done",
    { step: "bloquer-comptes", proof: "41 comptes bloqués sur 41." },
    "étape faite : 41 comptes bloqués",
  );
  await cell.act(rssi, "step.taken", { step: "declarer-anssi" }, "étape prise : déclarer au CERT-FR");
  await cell.act(
    rssi,
    "authority.notified",
    { authority: "anssi", notifiedAt: cell.now().toISOString(), reference: "CERTFR-2024-0324" },
    "CERT-FR prévenu",
  );
  await cell.act(
    dpd,
    "authority.notified",
    { authority: "cnil", notifiedAt: cell.now().toISOString() },
    "CNIL prévenue, avant les 72 h",
  );
}

/** Press, point de situation, then the way out: nothing compromised is left behind. */
export async function informAndLeave(stage: Stage, cell: Cell, people: Cast, ent: EntcoreServer) {
  const { db, say, send } = stage;
  const { direction, rssi, dane } = people;
  const press = randomUUID();
  await cell.act(
    dane,
    "press.proposed",
    {
      key: press,
      title: "Menaces dans l’ENT",
      body: "Les comptes en cause sont bloqués ; une enquête est ouverte.",
    },
    "réponse à la presse proposée",
  );
  await cell.refused(dane, "press.approved", { key: press }, "approuver sa propre réponse à la presse");
  await cell.act(direction, "press.approved", { key: press }, "réponse à la presse approuvée");
  const point = {
    number: 1,
    facts: "323 menaces, 41 comptes volés, 12 écoles.",
    impacts: "Messagerie coupée pour tous.",
    actions: "Comptes bloqués, familles prévenues par courriel.",
    nextAt: new Date(cell.now().getTime() + 3 * 3_600_000).toISOString(),
  };
  await cell.act(rssi, "sitrep.drafted", point, "point de situation n° 1 rédigé");
  await cell.act(direction, "sitrep.validated", { number: 1 }, "point de situation n° 1 validé et envoyé");
  await send(cell.now());
  const criteria = ["plus-de-menace", "comptes-assainis", "levee-du-doute", "familles-informees"];
  await cell.refused(
    direction,
    "crisis.exited",
    { criteria: criteria.slice(0, 2) },
    "sortir sans tous les critères",
  );
  await cell.refused(direction, "crisis.exited", { criteria }, "sortir en laissant la messagerie compromise");
  await cell.act(
    direction,
    "restoration.declared",
    { what: "messaging", reason: "Mots de passe changés, envois limités." },
    "levée de la compromission proposée",
  );
  await cell.refused(direction, "restoration.confirmed", { what: "messaging" }, "lever seul");
  await cell.act(
    rssi,
    "restoration.confirmed",
    { what: "messaging" },
    "compromission levée par une seconde personne",
  );
  say(`           ${await lockLine(db, DISPOSITIF)}`);
  await cell.act(direction, "crisis.exited", { criteria }, "sortie de crise, quatre critères constatés");
  say(`           ${await lockLine(db, DISPOSITIF)}`);
  await send(cell.now());
  if (ent.received.length > 0) throw new Error("Un message est parti par la messagerie compromise.");
}

/** The RETEX, without which nothing closes. */
export async function learn(cell: Cell, { direction, rssi, dane }: Cast) {
  await cell.act(direction, "retex.opened", {}, "RETEX ouvert, trente jours");
  await cell.act(
    dane,
    "retex.noted",
    { kind: "well", text: "Les familles ont été prévenues en une heure." },
    "RETEX : ce qui a bien marché",
  );
  await cell.act(
    rssi,
    "retex.noted",
    { kind: "badly", text: "La procédure n’avait pas été approuvée en commission." },
    "RETEX : ce qui a mal marché",
  );
  const key = randomUUID();
  const dueAt = new Date(cell.now().getTime() + 30 * 86_400_000).toISOString();
  await cell.act(
    rssi,
    "retex.action-added",
    {
      key,
      title: "Faire approuver les neuf procédures en commission",
      owner: "RSSI de l’académie de Reims",
      dueAt,
    },
    "action du RETEX, avec sa date",
  );
  await cell.refused(direction, "crisis.closed", { reason: "Terminé." }, "clore sans RETEX validé");
  await cell.act(
    direction,
    "retex.validated",
    { summary: "Alerte rapide, verrou tenu ; procédures à approuver." },
    "RETEX validé",
  );
  await cell.act(
    direction,
    "crisis.closed",
    { reason: "RETEX rendu." },
    "crise close ; l’action reste visible jusqu’à ce qu’elle soit faite",
  );
}
