import { categoryLabels, certaintyLabels, perimeterLabels } from "#conventions/labels.ts";
import type { Category, Certainty, Perimeter } from "#conventions/schema.ts";
import { functionLabel } from "./directory-words.ts";
import { compromiseLabel, lower, number, severityLabel } from "./incident-words.ts";

/** What a sentence needs of an entry; live entries have more. */
export type JournalLine = {
  seq: number;
  at: string;
  type: string;
  actor: { kind: string; name: string; function?: string; organisation?: { name: string } };
  data: Record<string, unknown>;
};

type Said = { text: string; quote?: string | undefined };
type Data = Record<string, unknown>;

const string = (value: unknown) => (typeof value === "string" ? value : "");
const count = (value: unknown) => (typeof value === "number" ? value : 0);
const plural = (n: number, one: string, many: string) => `${number(n)} ${n > 1 ? many : one}`;
const fact = (data: Data, key: string) => (data.facts as Data | undefined)?.[key];

/** What a notice was, by its key: « alert-1 », « alert-1.reminder-2 », « follow-up-1 », « breach-mbn-48 ». */
export function noticeName(key: string): string {
  if (/\.reminder-\d+$/.test(key)) return "Relance";
  if (/\.escalation$/.test(key)) return "Appel au suppléant et au niveau au-dessus";
  if (/\.fallback-/.test(key)) return "Envoi à d’autres, faute d’adresse qui réponde";
  if (key.startsWith("follow-up-")) return "Suites données";
  if (key.startsWith("breach-")) return "Avis de dépassement";
  const wave = /^alert-(\d+)$/.exec(key)?.[1];
  return wave && wave !== "1" ? `Alerte complémentaire (${wave})` : "Alerte";
}

function qualified(data: Data): string {
  const parts = [
    categoryLabels[data.category as Category]?.label,
    lower(certaintyLabels[data.certainty as Certainty] ?? ""),
    `gravité ${lower(severityLabel(string(data.severity)))}`,
    lower(perimeterLabels[data.perimeter as Perimeter] ?? ""),
    data.personalData ? "données personnelles concernées" : "pas de données personnelles",
    ...(Array.isArray(data.compromises)
      ? data.compromises.map((one) => lower(compromiseLabel(string(one))))
      : []),
  ];
  return `a qualifié l’incident : ${parts.filter(Boolean).join(", ")}.`;
}

function completed(data: Data): string {
  const parts: string[] = [];
  if (data.personalData === true) parts.push("des données personnelles sont concernées");
  if (data.personalData === false) parts.push("aucune donnée personnelle n’est concernée");
  if (Array.isArray(data.compromises) && data.compromises.length > 0)
    parts.push(
      `compromis : ${data.compromises.map((one) => lower(compromiseLabel(string(one)))).join(", ")}`,
    );
  if (data.description) parts.push("la description est précisée");
  return parts.length > 0 ? `a complété l’incident : ${parts.join(" ; ")}.` : "a complété l’incident.";
}

function sent(data: Data): string {
  const parts = [plural(count(data.sent), "message remis au serveur", "messages remis au serveur")];
  if (count(data.failed) > 0) parts.push(plural(count(data.failed), "en échec", "en échec"));
  if (count(data.cancelled) > 0) parts.push(plural(count(data.cancelled), "annulé", "annulés"));
  return `${noticeName(string(data.notice))} : ${parts.join(", ")}.`;
}

function reached(data: Data): string {
  const key = string(data.key);
  const unanswered = count(data.unanswered);
  const late =
    unanswered > 0
      ? `${plural(unanswered, "personne n’a", "personnes n’ont")} pas répondu.`
      : "tout le monde a répondu.";
  if (key.startsWith("remind-")) return `Heure de la relance : ${late}`;
  if (key.startsWith("escalate-")) return `Heure d’appeler le suppléant et le niveau au-dessus : ${late}`;
  return "Un délai de la convention est dépassé.";
}

const sentences: Record<string, (data: Data) => Said> = {
  "incident.declared": (data) => ({
    text: `a déclaré l’incident : ${string(fact(data, "title"))}`,
    quote: string(fact(data, "description")),
  }),
  "incident.completed": (data) => ({
    text: completed(data),
    quote: string(data.description) || string(data.note),
  }),
  "incident.qualified": (data) => ({ text: qualified(data), quote: string(data.reason) }),
  "incident.handled": (data) => ({ text: "a pris l’incident en charge.", quote: string(data.note) }),
  "incident.followed-up": (data) => ({ text: "a envoyé les suites données.", quote: string(data.text) }),
  "incident.closed": (data) => ({ text: "a clos l’incident.", quote: string(data.reason) }),
  "incident.reopened": (data) => ({ text: "a rouvert l’incident.", quote: string(data.reason) }),
  "note.added": (data) => ({
    text: data.corrects ? `a corrigé l’entrée n° ${count(data.corrects)}.` : "a noté :",
    quote: string(data.text),
  }),
  "authority.notified": (data) => ({
    text: `a consigné la notification à la CNIL${data.reference ? ` (référence ${string(data.reference)})` : ""}.`,
  }),
  "task.done": (data) => ({ text: "a clos une tâche.", quote: string(data.note) }),
  "delivery.retried": (data) => ({
    text:
      data.delivery === "all"
        ? "a renvoyé tous les messages abandonnés."
        : data.address
          ? "a renvoyé un message à une adresse corrigée."
          : "a renvoyé un message.",
  }),
  "attachment.added": (data) => ({ text: `a joint « ${string(data.name)} ».` }),
  "alert.acknowledged": (data) => ({
    text: data.answer === "taken" ? "a lu l’alerte et s’en occupe." : "a répondu : ce n’est pas moi.",
  }),
  "alerts.sent": (data) => ({ text: sent(data) }),
  "deliveries.failed": (data) => ({
    text: `${plural(count(data.count), "message n’a pas pu être remis", "messages n’ont pas pu être remis")}.`,
    quote: string(data.reason),
  }),
  "deadline.reached": (data) => ({ text: reached(data) }),
};

/** An entry as a sentence, whose subject is its actor; `quote` is what somebody wrote. */
export const sentenceOf = ({ type, data }: Pick<JournalLine, "type" | "data">): Said =>
  sentences[type]?.(data) ?? { text: type };

/** « Camille Verdier, RSSI, Académie de Versailles » */
export function actorName({ kind, name, function: held, organisation }: JournalLine["actor"]): string {
  if (kind === "system") return `Console (${lower(name)})`;
  const as = held && held !== "mailbox" ? functionLabel(held) : null;
  return [name, as, organisation?.name === name ? null : organisation?.name].filter(Boolean).join(", ");
}

/** What the journal can be filtered on, in the address. */
export const journalFilters: Record<string, { label: string; types: string[] }> = {
  decisions: {
    label: "Décisions",
    types: [
      "incident.declared",
      "incident.completed",
      "incident.qualified",
      "incident.handled",
      "incident.followed-up",
      "incident.closed",
      "incident.reopened",
      "authority.notified",
    ],
  },
  alertes: {
    label: "Envois et réponses",
    types: ["alerts.sent", "alert.acknowledged", "deliveries.failed", "delivery.retried"],
  },
  notes: { label: "Notes et pièces", types: ["note.added", "attachment.added", "task.done"] },
  delais: { label: "Délais", types: ["deadline.reached"] },
};

export const journalWords = {
  title: "Journal",
  hint: "Chaque entrée est enchaînée à la précédente : rien ne peut y être réécrit.",
  all: "Tout",
  filter: "Filtrer le journal",
  older: "Entrées plus anciennes",
  newest: "Revenir aux plus récentes",
  none: "Aucune entrée de ce genre.",
  arrived: (n: number) => (n > 1 ? `${n} entrées nouvelles` : "1 entrée nouvelle"),
} as const;
