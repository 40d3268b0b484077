import type { MeetingLife } from "./context.ts";
import type { Verdict } from "./words.ts";

/** French names that refusals and duties say; those of pages are in app/messages. */
export const lifeNames: Record<MeetingLife | "new", string> = {
  new: "pas encore prévue",
  planned: "prévue",
  convened: "convoquée",
  held: "en cours",
  consulting: "ouverte à la consultation",
  drafted: "close, son procès-verbal est à valider",
  validated: "close, son procès-verbal est validé",
  sent: "close, son procès-verbal est envoyé",
  cancelled: "annulée",
};

export const verdictNames: Record<Verdict, string> = {
  firm: "homologation ferme",
  provisional: "autorisation provisoire",
  reserved: "homologation avec réserves",
  refused: "refus",
  maintained: "maintien",
  renewal: "nouveau dossier",
  suspended: "suspension",
  approved: "approbation",
  "approved-with-conditions": "approbation avec conditions",
  "more-information": "complément demandé",
  kept: "maintien",
  revoked: "retrait",
  reinstated: "rétablissement",
  resumed: "reprise d’effet",
  "kept-suspended": "maintien de la suspension",
  conforme: "conforme",
  reserve: "conforme avec réserve",
  "non-conforme": "non conforme",
  adopted: "adoption",
  rejected: "rejet",
  returned: "renvoi en préparation",
  "to-check": "vérification demandée",
  extended: "nouvelle échéance",
  done: "action faite",
  dropped: "abandon de l’action",
};
export const verdictName = (verdict: string) => verdictNames[verdict as Verdict] ?? verdict;

/** « le 12 mars 2027 » where the meeting is. */
export function dayOf(at: string, timezone: string): string {
  const known =
    formats.get(timezone) ?? new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: timezone });
  formats.set(timezone, known);
  return known.format(new Date(at));
}
/** « lundi 12 mars 2027 à 14:00 », for those who come. */
export function hourOf(at: string, timezone: string): string {
  const known =
    hours.get(timezone) ??
    new Intl.DateTimeFormat("fr-FR", { dateStyle: "full", timeStyle: "short", timeZone: timezone });
  hours.set(timezone, known);
  return known.format(new Date(at));
}
const hours = new Map<string, Intl.DateTimeFormat>();
// Each is slow to make, and the title of a meeting is written at every step.
const formats = new Map<string, Intl.DateTimeFormat>();
