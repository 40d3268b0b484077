import { channelWithin, count, plural, schools } from "./communication.ts";
import type { JournalLine } from "./incident-journal.ts";

type Said = { text: string; quote?: string | undefined };
type Data = Record<string, unknown>;
const string = (value: unknown) => (typeof value === "string" ? value : "");
const number = (value: unknown) => (typeof value === "number" ? value : 0);
const of = (value: unknown, key: string): unknown => (value as Data | undefined)?.[key];

const opinions: Record<string, string> = {
  conforme: "conforme au cadre",
  reserve: "conforme avec réserve",
  "non-conforme": "non conforme au cadre",
};

function reached(data: Data): string {
  const key = string(data.key);
  const expiring = number(of(data.expiring, "count"));
  if (key.startsWith("soon-")) return "Heure du rappel à qui n’a pas répondu.";
  if (key.startsWith("t2-"))
    return expiring > 0
      ? `Fin du délai des établissements : ${schools(expiring)} n’${expiring > 1 ? "ont" : "a"} pas répondu, ${expiring > 1 ? "leur" : "son"} accord est tacite.`
      : "Fin du délai des établissements : tous avaient répondu.";
  if (key.startsWith("t1-")) return "Fin du délai du temps 1 : sans réponse, l’accord est tacite.";
  if (key.startsWith("approval-"))
    return "Fin du délai d’approbation : le silence n’approuve rien, la demande reste ouverte.";
  if (key === "start") return "Date de début : le message part.";
  if (key === "end") return "Date de fin : le message n’est plus affiché.";
  return "Un délai est échu.";
}

/** « message-mail » went to the community; everything else asked or told professionals. */
function sent(data: Data): string {
  const notice = string(data.notice);
  const community = /^message-(.+)$/.exec(notice)?.[1];
  const [done, failed, cancelled] = [number(data.sent), number(data.failed), number(data.cancelled)];
  const parts = [
    community
      ? `${count(done)} envoi${plural(done)} par ${channelWithin(community)}`
      : `${count(done)} courriel${plural(done)} ${/rappel/.test(notice) ? "de rappel" : ""}`.trim(),
  ];
  if (failed > 0) parts.push(`${count(failed)} en échec`);
  if (cancelled > 0) parts.push(`${count(cancelled)} annulé${plural(cancelled)}`);
  return `${community ? "Le message est parti" : "Les personnes concernées sont prévenues"} : ${parts.join(", ")}.`;
}

const sentences: Record<string, (data: Data) => Said> = {
  "communication.drafted": (data) => ({
    text: "a commencé ce message.",
    quote: string(of(of(data, "draft"), "title")),
  }),
  "communication.proposed": (data) => ({
    text: "a proposé ce message depuis la salle de crise.",
    quote: string(of(of(data, "draft"), "title")),
  }),
  "communication.edited": () => ({ text: "a modifié le brouillon." }),
  "communication.submitted": (data) => ({ text: submitted(number(data.lacking)), quote: string(data.note) }),
  "communication.withdrawn": (data) => ({ text: "a retiré le message.", quote: string(data.reason) }),
  "t1.approved": (data) => ({ text: "a validé le message (temps 1).", quote: string(data.note) }),
  "t1.adapted": (data) => ({ text: "a proposé des adaptations.", quote: string(data.reason) }),
  "t1.rejected": (data) => ({ text: "a rejeté le message.", quote: string(data.reason) }),
  "adaptation.accepted": () => ({ text: "a accepté les adaptations." }),
  "adaptation.declined": (data) => ({ text: "a décliné les adaptations.", quote: string(data.reason) }),
  "t2.accepted": (data) => ({ text: `a accepté le message${place(data)}.` }),
  "t2.refused": (data) => ({ text: `a refusé le message${place(data)}.`, quote: string(data.reason) }),
  "approval.given": (data) => ({
    text: data.subject || data.body ? "a approuvé le message en l’adaptant." : "a approuvé le message.",
    quote: string(data.reason),
  }),
  "approval.refused": (data) => ({ text: "n’a pas approuvé le message.", quote: string(data.reason) }),
  "review.recorded": (data) => ({
    text: `a consigné l’examen (${string(data.instance).toUpperCase()}) : ${opinions[string(data.opinion)] ?? string(data.opinion)}.`,
    quote: string(data.text),
  }),
  "task.done": (data) => ({ text: "a réglé une tâche.", quote: string(data.note) }),
  "delivery.retried": () => ({ text: "a renvoyé ce qui avait échoué." }),
  "attachment.added": (data) => ({ text: `a joint « ${string(data.name)} ».` }),
  "alert.acknowledged": (data) => ({
    text: data.answer === "taken" ? "a lu la demande." : "a répondu : ce n’est pas moi.",
  }),
  "alerts.sent": (data) => ({ text: sent(data) }),
  "deliveries.failed": (data) => ({
    text: `${count(number(data.count))} envoi${plural(number(data.count))} n’${number(data.count) > 1 ? "ont" : "a"} pas pu être remis.`,
    quote: string(data.reason),
  }),
  "deadline.reached": (data) => ({ text: reached(data) }),
};

/** What the author accepted as they sent it: schools without a value for a variable do not get it. */
const submitted = (lacking: number) =>
  lacking > 0
    ? `a soumis le message, sachant que ${schools(lacking)} sans valeur pour ses variables ne le ${lacking > 1 ? "recevront" : "recevra"} pas.`
    : "a soumis le message.";

/** « pour Collège Callot », where somebody answers for a school. */
function place(data: Data): string {
  const name =
    string(of(of(of(data, "found"), "decision"), "name")) || string(of(of(data, "decision"), "name"));
  return name ? ` pour ${name}` : "";
}

/** An entry of a message's journal as a sentence, whose subject is its actor; `quote` is what somebody wrote. */
export const messageSentence = ({ type, data }: Pick<JournalLine, "type" | "data">): Said =>
  sentences[type]?.(data) ?? { text: type };
