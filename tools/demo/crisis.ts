import { randomUUID } from "node:crypto";
import { configureChannel } from "#app/channel/commands/configure-channel.ts";
import { acknowledgeCall } from "#app/crisis/commands/acknowledge-call.ts";
import { openCrisis } from "#app/crisis/commands/open-crisis.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import type { Database } from "#app/platform/database/database.ts";
import { type Cell, cellOf, type Say } from "./cell.ts";
import { counts, lockLine, openCrises, schoolsOf } from "./crisis-queries.ts";
import { type EntcoreServer, entcoreAccount, entcoreServer } from "./entcore-server.ts";
import { someone } from "./people.ts";

/** What the play stands on. */
export type Stage = {
  db: Database;
  say: Say;
  secret: string;
  /** Sends all that is due at that hour. */
  send(now: Date): Promise<void>;
};
const DISPOSITIF = "mbn";

/**
 * March 2024 in Grand Est, from the first threat to the RETEX, through the real spine (domain.md, Crisis).
 * @param ent the messaging of that ENT, already set as a channel.
 */
export async function playCrisis(stage: Stage, ent: EntcoreServer, t0: Date): Promise<void> {
  const { db, say } = stage;
  const going = await openCrises(db, DISPOSITIF);
  if (going) {
    say(`\nUne crise est déjà ouverte (${going}) : le scénario de crise n’est pas rejoué.`);
    return;
  }
  const people = await cast(db);
  say("\n━━ Mars 2024, Grand Est : la messagerie de l’ENT envoie des menaces ━━");
  const crisis = await open(stage, people, t0);
  const cell = cellOf(db, crisis.id, t0, say);
  await gather(stage, cell, people, crisis.id);
  await speakTooSoon(stage, cell, people);
  await findCompromised(stage, cell, people, ent);
  await work(cell, people);
  await informAndLeave(stage, cell, people, ent);
  await learn(cell, people);
}

async function cast(db: Database) {
  const at = (fn: string, kind: string, key?: string) =>
    someone(db, DISPOSITIF, { function: fn, kind, ...(key && { at: key }) });
  return {
    direction: await at("recteur", "academie", "academie-reims"),
    rssi: await at("rssi", "academie", "academie-reims"),
    dane: await at("dane", "academie", "academie-reims"),
    dpd: await at("dpd", "academie", "academie-reims"),
    exploitant: await at("exploitant", "prestataire"),
    region: await at("elu", "region"),
    head: await at("chefEtablissement", "etablissement"),
  };
}
type Cast = Awaited<ReturnType<typeof cast>>;

/** An ENT that answers as edificeio/entcore documents it, and the mailing lists of the schools. */
export async function openEnt({ db, secret }: Stage): Promise<EntcoreServer> {
  const rssi = await someone(db, DISPOSITIF, { function: "rssi", kind: "academie" });
  const schools = await schoolsOf(db, DISPOSITIF);
  const ent = await entcoreServer({ schools });
  const set = async (channel: string, fields: Record<string, string>) => {
    const where = { dispositif: DISPOSITIF, channel };
    const problems = await configureChannel(db, rssi.tenures, where, { fields, enabled: true }, secret);
    if (problems[0]) throw new Error(`Canal ${channel} : ${problems[0].path} ${problems[0].message}`);
  };
  await set("ent-messaging", {
    url: ent.url,
    login: entcoreAccount.login,
    password: entcoreAccount.password,
  });
  await set("mail", { pattern: "{profil}.{uai}@listes.example.invalid" });
  return ent;
}

async function open({ db, say, send }: Stage, { rssi, head }: Cast, t0: Date) {
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
async function gather(stage: Stage, cell: Cell, people: Cast, crisis: string) {
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

const text = (channel: string, key: string) => ({
  key,
  channel,
  profiles: ["families"],
  template: "information-familles",
  subject: "Messages de menace reçus par l’ENT",
  body: "Bonjour,\n\nDes messages de menace ont été envoyés depuis des comptes volés. Les forces de l’ordre sont prévenues, les cours ont lieu.\n\nNe répondez pas à ces messages et ne les transférez pas.",
  justification: "Les familles ont reçu les menaces et doivent savoir ce qui est fait.",
});
const held = randomUUID();

/** In a crisis the ENT messaging alone; and a message of the académie waits for the Région (MBN-5.3-K2). */
async function speakTooSoon({ say }: Stage, cell: Cell, { dane, region, rssi }: Cast) {
  await cell.refused(dane, "message.proposed", text("sms", randomUUID()), "écrire aux familles par SMS");
  await cell.act(
    dane,
    "message.proposed",
    text("ent-messaging", held),
    "message aux familles proposé par la messagerie de l’ENT",
  );
  await cell.refused(
    rssi,
    "message.approved",
    { key: held },
    "approuver soi-même un message porté par l’académie",
  );
  await cell.act(region, "message.approved", { key: held }, "message approuvé par la Région");
  say("           les messages sont en file : la messagerie est encore ouverte");
}

async function findCompromised(stage: Stage, cell: Cell, people: Cast, ent: EntcoreServer) {
  const { db, say, send } = stage;
  const { direction, rssi, dane } = people;
  await cell.act(
    rssi,
    "compromise.declared",
    { what: "messaging", reason: "Les envois reprennent après chaque blocage." },
    "messagerie déclarée compromise, première personne",
  );
  await cell.refused(
    rssi,
    "compromise.confirmed",
    { what: "messaging" },
    "confirmer seul sa propre déclaration",
  );
  await cell.refused(
    dane,
    "compromise.confirmed",
    { what: "messaging" },
    "confirmer depuis le siège communication",
  );
  await cell.act(
    direction,
    "compromise.confirmed",
    { what: "messaging" },
    "compromission confirmée par la direction, seconde personne",
  );
  await send(cell.now());
  const waiting = await db.query<{ n: number; notice_id: string }>(
    "select count(*)::int n, notice_id from delivery where audience = 'community' and state = 'held' group by 2",
  );
  if (ent.received.length > 0 || !waiting[0])
    throw new Error("Un message est parti par une messagerie compromise.");
  say(`           ${await lockLine(db, DISPOSITIF)}`);
  say(`           ${waiting[0].n} messages retenus, aucun parti par l’ENT, aucun perdu`);
  await cell.refused(
    direction,
    "channel.opened",
    { channel: "phone", reason: "Appeler chaque famille." },
    "ouvrir un canal que la procédure ne prévoit pas",
  );
  await cell.act(
    direction,
    "channel.opened",
    { channel: "mail", reason: "Les listes de courriel des écoles ne passent pas par l’ENT." },
    "courriel ouvert comme canal de substitution",
  );
  await cell.act(
    direction,
    "held.decided",
    {
      notice: waiting[0].notice_id,
      choice: "reroute",
      to: "mail",
      reason: "Les familles attendent depuis une heure.",
    },
    "messages retenus réorientés vers le courriel",
  );
  await send(cell.now());
  const [sent] = await db.query<{ n: number }>(
    "select count(*)::int n from delivery where audience = 'community' and state = 'sent' and channel = 'mail'",
  );
  say(
    `           ${sent?.n} messages partis par courriel, ${ent.received.length} par la messagerie compromise`,
  );
}

/** The procedure: whose turn it is, with what proof. */
async function work(cell: Cell, { exploitant, direction, rssi, dane, dpd }: Cast) {
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

async function informAndLeave(stage: Stage, cell: Cell, people: Cast, ent: EntcoreServer) {
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

async function learn(cell: Cell, { direction, rssi, dane }: Cast) {
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
