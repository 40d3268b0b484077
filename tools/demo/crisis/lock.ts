import { randomUUID } from "node:crypto";
import type { EntcoreServer } from "../entcore-server.ts";
import type { Cell } from "./cell.ts";
import { lockLine } from "./queries.ts";
import { type Cast, DISPOSITIF, type Stage } from "./stage.ts";

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
export async function speakTooSoon({ say }: Stage, cell: Cell, { dane, region, rssi }: Cast) {
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

/** Two people find the messaging compromised: what waited is held, then goes by mail. */
export async function findCompromised(stage: Stage, cell: Cell, people: Cast, ent: EntcoreServer) {
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
