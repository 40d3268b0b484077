import { functionShortLabels } from "#conventions/labels.ts";
import type { LogLine } from "#machines/crisis/v1/room.ts";
import { seatedOf } from "#machines/crisis/v1/seated.ts";
import { actionsOf } from "#runbooks/actions.ts";
import type { Runbook } from "#runbooks/schema.ts";
import { authorityWords, channelWord, compromisedWord, measureWords, seatWord } from "./crisis-act.ts";
import { lower, number, severityLabel } from "./incident-words.ts";

/** `quote` is what somebody wrote. */
export type Said = { text: string; quote?: string | undefined };
type Data = Record<string, unknown>;
type Names = {
  /** Title of a step or decision. */
  action(key: unknown): string;
  option(decision: unknown, option: unknown): string;
  criteria(keys: unknown): string | undefined;
};
type Sentence = (data: Data, names: Names) => Said;

const string = (value: unknown) => (typeof value === "string" ? value : "");
const count = (value: unknown) => (typeof value === "number" ? value : 0);
const plural = (n: number, one: string, many: string) => `${number(n)} ${n > 1 ? many : one}`;
const what = ({ what }: Data) => lower(compromisedWord(string(what)));
const step =
  (verb: string, quoted?: "reason" | "proof"): Sentence =>
  (data, names) => ({
    text: `${verb} « ${names.action(data.step)} ».`,
    quote: quoted && string(data[quoted]),
  });
const said =
  (text: string, quoted?: string): Sentence =>
  (data) => ({ text, quote: quoted && string(data[quoted]) });

/** As the directory had them, not as they were sent. */
const seated = (data: Data) => seatedOf({ data })?.name ?? string(data.name);

const sentences: Record<string, Sentence> = {
  "crisis.opened": (data) => ({
    text: `a ouvert la crise « ${string(data.title)} ».`,
    quote: string(data.summary),
  }),
  "crisis.qualified": (data) => ({
    text: `a qualifié la crise : gravité ${lower(severityLabel(string(data.severity)))}, ${data.personalData ? "données personnelles concernées" : "pas de données personnelles"}.`,
    quote: string(data.reason),
  }),
  "crisis.activated": (data, names) => ({
    text: "a activé la cellule de crise.",
    quote: names.criteria(data.criteria),
  }),
  "crisis.stood-down": said("a levé la veille, sans crise.", "reason"),
  "cell.strategic-opened": said("a ouvert la cellule stratégique.", "reason"),
  "role.given": (data) => ({
    text: `a donné à ${seated(data)} le siège « ${seatWord(string(data.role))} »${data.substitute ? ", en suppléance" : ""}.`,
  }),
  "role.handed-over": (data) => ({
    text: `a passé la relève du siège « ${seatWord(string(data.role))} » à ${seated(data)}.`,
    quote: string(data.note),
  }),
  "member.joined": (data) => ({ text: `siège : ${seatWord(string(data.role))}.` }),
  "channel.opened": (data) => ({
    text: `a ouvert un canal : ${channelWord(string(data.channel))}.`,
    quote: string(data.reason),
  }),
  "channel.shut": (data) => ({
    text: `a fermé un canal : ${channelWord(string(data.channel))}.`,
    quote: string(data.reason),
  }),
  "held.decided": (data) => ({ text: heldDecided(data), quote: string(data.reason) }),
  "crisis.exited": (data, names) => ({
    text: "a prononcé la sortie de crise.",
    quote: names.criteria(data.criteria),
  }),
  "retex.opened": said("a ouvert le retour d’expérience.", "note"),
  "retex.validated": said("a validé le retour d’expérience.", "summary"),
  "crisis.closed": said("a clos la crise.", "reason"),
  "step.taken": step("prend"),
  "step.given-back": step("rend"),
  "step.done": step("a fait", "proof"),
  "step.blocked": step("est bloqué sur", "reason"),
  "step.unblocked": step("a débloqué"),
  "step.skipped": step("a passé", "reason"),
  "step.reopened": step("a rouvert", "reason"),
  "decision.taken": (data, names) => ({
    text: `a décidé, « ${names.action(data.decision)} » : ${names.option(data.decision, data.option)}.`,
    quote: string(data.because),
  }),
  "compromise.declared": (data) => ({
    text: `déclare compromise : ${what(data)}. ${string(data.what).startsWith("sso-application:") ? "Son lien est suspendu." : "Une seconde personne doit confirmer."}`,
    quote: string(data.reason),
  }),
  "compromise.confirmed": (data) => ({ text: `a confirmé la compromission : ${what(data)}.` }),
  "compromise.withdrawn": (data) => ({
    text: `a retiré sa déclaration de compromission : ${what(data)}.`,
    quote: string(data.reason),
  }),
  "restoration.declared": (data) => ({
    text: `déclare rétablie : ${what(data)}. Une seconde personne doit confirmer.`,
    quote: string(data.reason),
  }),
  "restoration.confirmed": (data) => ({ text: `a confirmé le rétablissement : ${what(data)}.` }),
  "containment.proposed": (data) => ({
    text: `propose : ${measured(data.measure)} (${count(Array.isArray(data.targets) ? data.targets.length : 0)}). Une seconde personne doit confirmer.`,
    quote: string(data.reason),
  }),
  "containment.confirmed": said("a confirmé une mesure de confinement ; elle se fait à l’ENT."),
  "containment.withdrawn": said("a retiré une mesure de confinement.", "reason"),
  "containment.executed": (data) => ({
    text: `rend compte du confinement : ${plural(count(data.done), "fait", "faits")}${count(data.failed) ? `, ${plural(count(data.failed), "en échec", "en échec")}` : ""}.`,
    quote: Array.isArray(data.reasons) ? data.reasons.join(" ; ") : "",
  }),
  "message.proposed": (data) => ({
    text: `propose un message par ${channelWord(string(data.channel))} : « ${string(data.subject)} ».`,
  }),
  "message.approved": said("a approuvé un message ; il part."),
  "message.refused": said("a refusé un message.", "reason"),
  "message.withdrawn": said("a retiré un message.", "reason"),
  "message.late": said("constate qu’un message attend encore son approbation, le délai passé."),
  "instruction.sent": (data) => ({
    text: `a envoyé une consigne aux directions : « ${string(data.subject)} ».`,
  }),
  "press.proposed": (data) => ({ text: `propose un communiqué : « ${string(data.title)} ».` }),
  "press.approved": said("a approuvé un communiqué."),
  "press.refused": said("a refusé un communiqué.", "reason"),
  "authority.notified": (data) => ({
    text: `a consigné la déclaration : ${authorityWords[string(data.authority)]?.label ?? string(data.authority)}${data.reference ? ` (référence ${string(data.reference)})` : ""}.`,
  }),
  "sitrep.drafted": (data) => ({ text: `a rédigé le point de situation n° ${count(data.number)}.` }),
  "sitrep.validated": (data) => ({
    text: `a validé le point de situation n° ${count(data.number)} ; il part.`,
  }),
  "retex.noted": (data) => ({
    text:
      data.kind === "well"
        ? "note pour le RETEX, ce qui a bien marché :"
        : "note pour le RETEX, ce qui a mal marché :",
    quote: string(data.text),
  }),
  "retex.action-added": (data) => ({
    text: `a inscrit une action : « ${string(data.title)} », confiée à ${string(data.owner)}.`,
  }),
  "retex.action-settled": said("a écrit ce qu’une séance décide d’une action du RETEX.", "note"),
  "retex.action-done": said("a terminé une action du RETEX.", "note"),
  "task.done": said("a clos une tâche.", "note"),
  "delivery.retried": (data) => ({
    text: data.delivery === "all" ? "a renvoyé tous les messages abandonnés." : "a renvoyé un message.",
  }),
  "attachment.added": (data) => ({ text: `a joint « ${string(data.name)} ».` }),
  "alert.acknowledged": (data) => ({
    text:
      data.answer === "taken"
        ? `a répondu à l’appel${data.role ? ` et siège : ${seatWord(string(data.role))}` : ""}.`
        : "a répondu : ce n’est pas moi.",
  }),
  "alerts.sent": (data) => ({
    text: `a fini un envoi : ${plural(count(data.sent), "message parti", "messages partis")}${data.simulated ? ` (dont ${count(data.simulated)} en simulation : rien n’est parti hors des joueurs)` : ""}${data.failed ? `, ${plural(count(data.failed), "en échec", "en échec")}` : ""}${data.cancelled ? `, ${plural(count(data.cancelled), "annulé", "annulés")}` : ""}.`,
  }),
  "deliveries.failed": (data) => ({
    text: `signale ${plural(count(data.count), "message non remis", "messages non remis")}.`,
    quote: string(data.reason),
  }),
  "deadline.reached": (data, names) => ({ text: reached(string(data.key), count(data.unanswered), names) }),
};

const measured = (measure: unknown) =>
  measureWords[string(measure) as "block-accounts"]?.label ?? string(measure);

function heldDecided({ choice, channel, to, notice }: Data): string {
  const which = notice === "all" ? "tous les messages retenus" : "les messages retenus d’un envoi";
  const on = channel ? ` (${channelWord(string(channel))})` : "";
  if (choice === "cancel") return `a annulé ${which}${on}.`;
  if (choice === "release") return `a libéré ${which}${on} : ils partiront à la levée du verrou.`;
  return `a dirigé ${which}${on} vers un autre canal : ${channelWord(string(to))}.`;
}

function reached(key: string, unanswered: number, names: Names): string {
  const [about, rest] = [key.slice(0, key.indexOf("-")), key.slice(key.indexOf("-") + 1)];
  if (about === "step") return `signale un délai dépassé : « ${names.action(rest)} ».`;
  if (about === "approval")
    return "signale un délai d’approbation dépassé. Le silence n’approuve pas : le message attend toujours.";
  if (about === "action") return "signale une action du RETEX en retard.";
  if (about === "remind")
    return `a relancé ${plural(unanswered, "personne qui n’a pas répondu", "personnes qui n’ont pas répondu")}.`;
  if (key.startsWith("retex")) return "signale que le délai du retour d’expérience est dépassé.";
  return "signale un délai arrivé à son terme.";
}

/** The names behind the keys of a runbook. */
export function namesOf(runbook: Runbook): Names {
  const actions = new Map(actionsOf(runbook).map((one) => [one.key, one]));
  const criteria = new Map([...runbook.activation, ...runbook.exit].map(({ key, text }) => [key, text]));
  return {
    action: (key) => actions.get(string(key))?.title ?? string(key),
    option(decision, option) {
      const found = actions.get(string(decision));
      const label = found?.kind === "decision" && found.options.find(({ key }) => key === option)?.label;
      return label || string(option);
    },
    criteria: (keys) =>
      Array.isArray(keys) ? keys.map((key) => criteria.get(string(key)) ?? string(key)).join(" ") : undefined,
  };
}

/** A guillemet never stands alone at the end of a line. */
const unbroken = (text: string) => text.replaceAll("« ", "«\u00a0").replaceAll(" »", "\u00a0»");

/** An entry as a sentence whose subject is its author; a typed line is its own words. */
export function crisisSentence({ type, data }: Pick<LogLine, "type" | "data">, names: Names): Said {
  if (type === "log.entered") return { text: string(data.content) };
  if (!Object.hasOwn(sentences, type)) return { text: type };
  const { text, quote } = (sentences[type] as Sentence)(data, names);
  return { text: unbroken(text), ...(quote && { quote }) };
}

/** « Camille Verdier, RSSI, Académie de Reims » ; the console's own doings bear its name. */
export function authorOf({ kind, name, function: held, organisation }: LogLine["by"]): string {
  if (kind === "system") return `Console (${lower(name)})`;
  const as =
    held && held !== "mailbox" ? ((functionShortLabels as Record<string, string>)[held] ?? held) : null;
  return [name, as, organisation?.name === name ? null : organisation?.name].filter(Boolean).join(", ");
}

/** « Camille Verdier », to begin a sentence. */
export const nameOf = ({ kind, name }: LogLine["by"]) =>
  kind === "system" ? `Console (${lower(name)})` : name;
