import type { Tone } from "#app/ui/state-badge.tsx";
import { stageTone, stageWord } from "./progress.ts";

type Worded = { label: string; tone: Tone };
const unknown = (key: string): Worded => ({ label: key, tone: "neutral" });

const states: Record<string, Worded> = {
  declared: { label: "Déclaré", tone: "new" },
  qualified: { label: "Qualifié", tone: "info" },
  handled: { label: "Pris en charge", tone: "info" },
  "follow-up-sent": { label: "Suites données", tone: "success" },
  closed: { label: "Clos", tone: "neutral" },
};
/** Word and tone of an incident's state. */
export const incidentState = (key: string): Worded => states[key] ?? unknown(key);

const severities: Record<string, string> = {
  minor: "Mineure",
  limited: "Limitée",
  major: "Importante",
  maximal: "Maximale",
};
export const severityLabel = (key: string) => severities[key] ?? key;
export const severityChoices = Object.entries(severities).map(([value, label]) => ({ value, label }));

const deliveryStates: Record<string, Worded> = {
  queued: { label: "En attente", tone: "neutral" },
  held: { label: "Retenu", tone: "warning" },
  sending: { label: "Envoi en cours", tone: "neutral" },
  sent: { label: "Envoyé", tone: "info" },
  seen: { label: "Lien ouvert", tone: "info" },
  taken: { label: "Accusé", tone: "success" },
  "not-me": { label: "Ce n’est pas moi", tone: "warning" },
  refused: { label: "En échec", tone: "error" },
  dead: { label: "En échec", tone: "error" },
  cancelled: { label: "Annulé", tone: "neutral" },
};
/** Word and tone of where a message stands: an answer says more than a sending. */
export function deliveryState(one: {
  state: string;
  seenAt: string | null;
  answer: string | null;
  /** What the channel came to know of it after it left. */
  stage?: string;
}): Worded {
  const key = one.answer ?? (one.seenAt && one.state === "sent" ? "seen" : one.state);
  if (key === "sent" && one.stage) return { label: stageWord(one.stage), tone: stageTone(one.stage) };
  return deliveryStates[key] ?? unknown(key);
}

/** « par courriel » */
export const channelLabel = (key: string) => ({ mail: "courriel", sms: "SMS" })[key] ?? key;

/** How the address was found, when it was not simply the holder's. */
export const viaLabel = (key: string | null) =>
  ({
    substitute: "suppléant, faute de titulaire",
    mailbox: "boîte de l’organisation",
    above: "niveau au-dessus, faute de destinataire",
  })[key ?? ""] ?? null;

export const compromiseLabel = (key: string) =>
  key === "messaging"
    ? "Messagerie de l’ENT"
    : key === "authentication"
      ? "Authentification (comptes et mots de passe)"
      : `Application : ${key.replace(/^sso-application:/, "")}`;

const clockStates: Record<string, Worded> = {
  running: { label: "En cours", tone: "info" },
  met: { label: "Tenu", tone: "success" },
  breached: { label: "Dépassé", tone: "error" },
  cleared: { label: "Sans objet", tone: "neutral" },
};
export const clockState = (key: string): Worded => clockStates[key] ?? unknown(key);

/** « 3 personnes et 1 boîte de service » */
export function audience(people: number, mailboxes: number) {
  const parts = [
    people > 0 && `${number(people)} personne${people > 1 ? "s" : ""}`,
    mailboxes > 0 && `${number(mailboxes)} boîte${mailboxes > 1 ? "s" : ""} de service`,
  ];
  return parts.filter(Boolean).join(" et ");
}

/** « 12 345 » */
export const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** « Classe virtuelle » and « classe virtuelle » in the middle of a sentence. */
export const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
