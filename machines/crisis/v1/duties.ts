import { functionLabels, partyKindLabels } from "#conventions/labels.ts";
import type { FunctionKey, PartyKind } from "#conventions/schema.ts";
import type { CellRole } from "#runbooks/schema/words.ts";
import { advance, type ProcedureEventType } from "../../procedure/procedure.ts";
import { type Happening, type Refusal, StepRefused } from "../../step.ts";
import { actionOf } from "./changes/steps.ts";
import type { CrisisContext } from "./context.ts";
import type { CrisisDataOf } from "./events.ts";
import { seatLabels } from "./labels.ts";
import { type Convention, partyKindsOf } from "./parties.ts";
import { dataOf, type Rules } from "./rules.ts";
import { seatOf, seatsOf } from "./seat-of.ts";

type Duty = (crisis: CrisisContext, happening: Happening, rules: Rules, convention: Convention) => void;
const refuse = (refusal: Omit<Refusal, "instead"> & { instead?: string[] }): never => {
  throw new StepRefused({ instead: [], ...refusal });
};
const procedure = { rule: "MBN-6.2", article: "6.2" };
const choice = { rule: "TOCSIN-CRISE", article: "choix de la console" };

/** Criteria are ticked, not assumed; a runbook that no commission approved runs only by a recorded decision. */
const activation: Duty = (crisis, happening, { runbook }) => {
  const { criteria, unapproved } = dataOf<CrisisDataOf<"crisis.activated">>(happening);
  unknownCriteria(criteria, runbook.activation);
  if (!crisis.facts.runbook.approved && !crisis.unapproved && !unapproved && !crisis.facts.exercise)
    refuse({
      ...procedure,
      because:
        "Cette procédure n’a pas été approuvée par une commission : la direction de crise peut l’employer, en écrivant pourquoi.",
      instead: ["crisis.activated"],
    });
};

function unknownCriteria(given: string[], known: { key: string }[]) {
  const unknown = given.filter((key) => !known.some((one) => one.key === key));
  if (unknown.length > 0)
    refuse({ ...procedure, because: `Critère absent de la procédure : ${unknown.join(", ")}.` });
}

/** The messaging is not left compromised behind: whoever exits has had it lifted, by two people. */
const exit: Duty = (crisis, happening, { runbook }) => {
  const { criteria } = dataOf<CrisisDataOf<"crisis.exited">>(happening);
  unknownCriteria(criteria, runbook.exit);
  const left = runbook.exit.filter(({ key }) => !criteria.includes(key));
  if (left.length > 0)
    refuse({
      ...procedure,
      because: `Critères de sortie pas encore constatés : ${left.map(({ text }) => text.replace(/\.$/, "")).join(" ; ")}.`,
      instead: ["crisis.exited"],
    });
  if (Object.values(crisis.compromises).some((one) => one.confirmed))
    refuse({
      ...choice,
      because: "Une compromission est encore déclarée : deux personnes la lèvent avant la sortie.",
      instead: ["restoration.declared"],
    });
};

/** The step's own machine says whether its turn has come (machines/procedure). */
const moves: Record<string, ProcedureEventType> = {
  "step.taken": "take",
  "step.given-back": "giveBack",
  "step.done": "do",
  "step.blocked": "block",
  "step.unblocked": "unblock",
  "step.skipped": "skip",
  "step.reopened": "reopen",
  "decision.taken": "decide",
};
const stateWords: Record<string, string> = {
  waiting: "en attente",
  todo: "à prendre",
  taken: "déjà prise",
  blocked: "bloquée",
  done: "déjà faite",
  skipped: "passée",
  moot: "sans objet",
  open: "à décider",
};

const turn: Duty = (crisis, happening, { runbook }) => {
  const type = moves[happening.type];
  if (!type) return;
  const data = dataOf<{ step?: string; decision?: string; option?: string; proof?: string }>(happening);
  const key = data.step ?? data.decision ?? "";
  const action = actionOf(runbook, key);
  if (type === "do" && action?.kind === "step" && action.proof && !data.proof)
    refuse({ ...procedure, because: `Une preuve est demandée : ${action.proof}.`, instead: ["step.done"] });
  const event = { type, action: key, ...(data.option && { option: data.option }) };
  if (advance(runbook, crisis.steps, event)) return;
  const state = crisis.steps[key] ?? "waiting";
  const known = crisis.actions[key];
  const by = known?.by && state !== "todo" && state !== "open" ? ` par ${known.by.name}` : "";
  const decided = state.startsWith("decided:") ? "déjà décidée" : (stateWords[state] ?? state);
  const first =
    state === "waiting" && action
      ? ` Attendues d’abord : ${waitedFor(crisis, runbook, action.after).join(", ")}.`
      : "";
  refuse({
    rule: action?.rule ?? procedure.rule,
    article: action?.article ?? procedure.article,
    because: `« ${action?.title ?? key} » est ${decided}${by}.${first}`,
    instead: ["log.entered"],
  });
};

const waitedFor = (crisis: CrisisContext, runbook: Rules["runbook"], keys: string[]) =>
  keys
    .filter((key) => !/^(done|skipped|moot|decided:)/.test(crisis.steps[key] ?? "waiting"))
    .map((key) => `« ${actionOf(runbook, key)?.title ?? key} »`);

/** Functions that may sit by themselves; any other person is given the seat by the direction, which is recorded. */
const eligible: Partial<Record<CellRole, string[]>> = {
  direction: ["recteur", "dasen", "elu", "draaf", "dsi", "rssi"],
  rssi: ["rssi", "dsi"],
  dpd: ["dpd"],
  prestataire: ["exploitant"],
};

/** A seat held by two at once would have two voices: the holder hands it over, or the direction gives a substitute. */
const joining: Duty = (crisis, happening) => {
  const { role } = dataOf<CrisisDataOf<"member.joined">>(happening);
  const holder = crisis.members.find((one) => one.role === role && !one.until && !one.substitute);
  if (seatsOf(crisis, happening.by.id).includes(role))
    refuse({ ...choice, because: `Vous siégez déjà comme ${seatLabels[role]}.` });
  const functions = eligible[role];
  if (functions && !functions.includes(happening.by.function ?? ""))
    refuse({
      ...procedure,
      because: `Le siège « ${seatLabels[role]} » revient à : ${functions.map((one) => functionLabels[one as FunctionKey]).join(", ")}. La direction de crise peut aussi le confier.`,
      instead: ["role.given"],
    });
  if (role === "direction" && holder)
    refuse({
      ...procedure,
      because: `La direction de crise est tenue par ${holder.name} : elle se transmet par une relève.`,
      instead: ["role.handed-over"],
    });
};

const handOver: Duty = (crisis, happening) => {
  const { role, from, to } = dataOf<CrisisDataOf<"role.handed-over">>(happening);
  if (!crisis.members.some((one) => one.role === role && one.id === from && !one.until))
    refuse({ ...choice, because: `Cette personne ne tient pas le siège « ${seatLabels[role]} ».` });
  if (from === to) refuse({ ...choice, because: "Une relève se fait entre deux personnes." });
};

/** Two different people, in the two seats: direction de crise and RSSI (rules.md §4). */
const declare: Duty = (crisis, happening, { runbook, communication }) => {
  const { what } = dataOf<CrisisDataOf<"compromise.declared">>(happening);
  const known = crisis.compromises[what];
  if (!runbook.lock.mayCompromise.includes(what))
    refuse({ ...communication.compromise, because: "Cette procédure ne prévoit pas cette compromission." });
  if (known?.confirmed)
    refuse({ ...communication.compromise, because: "Cette compromission est déjà confirmée." });
  if (known?.declared)
    refuse({
      ...communication.compromise,
      because: `${known.declared.by.name} l’a déjà déclarée : une autre personne la confirme.`,
      instead: ["compromise.confirmed"],
    });
};

const confirm: Duty = (crisis, happening, { communication }) => {
  const { what } = dataOf<CrisisDataOf<"compromise.confirmed">>(happening);
  const known = crisis.compromises[what];
  if (known?.confirmed)
    refuse({ ...communication.compromise, because: "Cette compromission est déjà confirmée." });
  if (!known?.declared)
    return refuse({
      ...communication.compromise,
      because: "Personne n’a encore déclaré cette compromission.",
      instead: ["compromise.declared"],
    });
  requireOther(crisis, happening, known.declared.by, communication.compromise);
};

const withdraw: Duty = (crisis, happening, { communication }) => {
  const known = crisis.compromises[dataOf<CrisisDataOf<"compromise.withdrawn">>(happening).what];
  if (known?.confirmed)
    refuse({
      ...communication.compromise,
      because: "Une compromission confirmée se lève à deux, elle ne se retire pas.",
      instead: ["restoration.declared"],
    });
  if (!known?.declared) refuse({ ...choice, because: "Rien n’est déclaré." });
};

const restore: Duty = (crisis, happening, { communication }) => {
  const known = crisis.compromises[dataOf<CrisisDataOf<"restoration.declared">>(happening).what];
  if (!known?.confirmed)
    refuse({ ...communication.compromise, because: "Aucune compromission confirmée à lever." });
};

const restored: Duty = (crisis, happening, { communication }) => {
  const known = crisis.compromises[dataOf<CrisisDataOf<"restoration.confirmed">>(happening).what];
  if (!known?.restoring)
    return refuse({
      ...communication.compromise,
      because: "Personne n’a encore proposé de lever cette compromission.",
      instead: ["restoration.declared"],
    });
  requireOther(crisis, happening, known.restoring.by, communication.compromise);
};

function requireOther(
  crisis: CrisisContext,
  { by }: Happening,
  first: { id: string; name: string; role: string },
  article: { rule: string; article: string },
) {
  const other = first.role === "direction" ? ("rssi" as const) : ("direction" as const);
  if (first.id === by.id)
    refuse({
      ...article,
      because: `Deux personnes différentes : vous êtes la première, il faut le siège « ${seatLabels[other]} ».`,
    });
  if (!seatOf(crisis, by.id, [other]))
    refuse({
      ...article,
      because: `${first.name} a parlé comme ${seatLabels[first.role as "rssi"]} : il faut le siège « ${seatLabels[other]} ».`,
    });
}

/** Substitution channels exist only while the messaging or its sign-on is compromised (MBN-5.2-K). */
const channel: Duty = (crisis, happening, { runbook, communication }) => {
  const { channel: wanted } = dataOf<CrisisDataOf<"channel.opened">>(happening);
  if (!Object.values(crisis.compromises).some((one) => one.confirmed))
    refuse({
      ...communication.crisis,
      because:
        "La messagerie de l’ENT informe seule la communauté tant que sa compromission n’est pas confirmée.",
      instead: ["compromise.declared"],
    });
  if (!runbook.substitution.includes(wanted))
    refuse({
      ...procedure,
      because: `La procédure ne prévoit pas ce canal de substitution. Prévus : ${runbook.substitution.join(", ") || "aucun"}.`,
    });
};

const approve: Duty = (crisis, happening, { communication }, convention) => {
  const { key } = dataOf<{ key: string }>(happening);
  const press = happening.type.startsWith("press.");
  const one = (press ? crisis.press : crisis.messages).find((known) => known.key === key);
  if (!one) return refuse({ ...choice, because: "Ce message n’a pas été proposé dans cette crise." });
  if (one.state !== "proposed" && one.state !== "late")
    refuse({
      ...choice,
      because: `Ce message a déjà reçu sa réponse${one.answered ? ` de ${one.answered.by.name}` : ""}.`,
    });
  if (happening.by.id === one.by.id)
    refuse({ ...(one.approver ?? procedure), because: "Qui propose un message ne l’approuve pas." });
  if (!one.approver) {
    if (!seatOf(crisis, happening.by.id, ["direction"]))
      refuse({ ...procedure, because: "Approuver ce message revient à la direction de crise." });
    return;
  }
  const kinds = one.approver.kind === "academie" ? partyKindsOf("academie", convention) : [one.approver.kind];
  if (!kinds.includes(happening.by.organisation?.kind ?? ""))
    refuse({
      ...(press && communication.press ? communication.press : one.approver),
      because: `Approuver revient à : ${partyKindLabels[one.approver.kind as PartyKind].toLocaleLowerCase("fr")}.`,
    });
};

const withdrawMessage: Duty = (crisis, happening) => {
  const one = crisis.messages.find(({ key }) => key === dataOf<{ key: string }>(happening).key);
  if (one?.state !== "proposed" && one?.state !== "late")
    refuse({ ...choice, because: "Seul un message qui attend son approbation se retire." });
};

const validateSitrep: Duty = (crisis, happening) => {
  const { number } = dataOf<CrisisDataOf<"sitrep.validated">>(happening);
  if (crisis.sitreps.find((one) => one.number === number)?.state !== "draft")
    refuse({ ...choice, because: `Le point de situation ${number} n’attend pas de validation.` });
};

const draftSitrep: Duty = (crisis, happening) => {
  const { number } = dataOf<CrisisDataOf<"sitrep.drafted">>(happening);
  if (crisis.sitreps.some((one) => one.number === number && one.state === "validated"))
    refuse({ ...choice, because: `Le point de situation ${number} est déjà parti : rédigez le suivant.` });
};

const finishAction: Duty = (crisis, happening) => {
  const one = crisis.retex.actions.find(({ key }) => key === dataOf<{ key: string }>(happening).key);
  if (!one || one.done) refuse({ ...choice, because: "Cette action est déjà faite, ou n’existe pas." });
};

const close: Duty = (crisis) => {
  if (!crisis.retex.summary)
    refuse({
      ...choice,
      because: "Le RETEX n’est pas validé : une crise se clôt avec ce qu’on en a appris.",
      instead: ["retex.validated"],
    });
};

const duties: Record<string, Duty> = {
  "crisis.activated": activation,
  "crisis.exited": exit,
  "member.joined": joining,
  "role.handed-over": handOver,
  "compromise.declared": declare,
  "compromise.confirmed": confirm,
  "compromise.withdrawn": withdraw,
  "restoration.declared": restore,
  "restoration.confirmed": restored,
  "channel.opened": channel,
  "message.approved": approve,
  "message.refused": approve,
  "message.withdrawn": withdrawMessage,
  "press.approved": approve,
  "press.refused": approve,
  "sitrep.drafted": draftSitrep,
  "sitrep.validated": validateSitrep,
  "retex.action-done": finishAction,
  "crisis.closed": close,
};

/**
 * What the conventions and the procedure ask before an event is accepted.
 * @throws StepRefused with the rule, its article and what is possible instead.
 */
export function requireDuties(
  crisis: CrisisContext,
  happening: Happening,
  rules: Rules,
  convention: Convention,
): void {
  turn(crisis, happening, rules, convention);
  duties[happening.type]?.(crisis, happening, rules, convention);
}
