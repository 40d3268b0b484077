import { partyKindLabels } from "#conventions/labels.ts";
import type { PartyKind } from "#conventions/schema.ts";
import { actingKinds } from "../../parties.ts";
import { adaptationOf } from "./changes/approvals.ts";
import type { CommunicationContext } from "./context.ts";
import { decisionDuty } from "./duties/decisions.ts";
import { requireKnownVariables, requireValues } from "./duties/variables.ts";
import type { CommunicationDataOf } from "./events.ts";
import { processLabels } from "./labels.ts";
import { answers, mine, waits } from "./mine.ts";
import { choice, refuse } from "./refuse.ts";
import { requireComplete, requireDates } from "./required.ts";
import { dataOf, foundOf, type Turn } from "./rules.ts";

type Duty = (message: CommunicationContext, turn: Turn) => void;

const kindNames = (kinds: readonly PartyKind[]) =>
  kinds.map((kind) => partyKindLabels[kind].toLocaleLowerCase("fr")).join(", ");

/** Which kinds of party may carry such a message; a head of school speaks for that school alone (MBN-5). */
const carrier: Duty = ({ facts, scope, author }, { rules, world }) => {
  const { process } = rules;
  const kinds = actingKinds(author.place.kind, world.convention);
  if (!process.by.some((kind) => kinds.includes(kind)))
    refuse({
      rule: process.rule,
      article: process.article,
      because: `Un message « ${processLabels[facts.process].toLocaleLowerCase("fr")} » est porté par : ${kindNames(process.by)}.`,
    });
  const school = author.place.kind === "etablissement" || author.place.kind === "ecole";
  const own = scope.perimeter === "school" && scope.place === author.place.id;
  if (school && !own && facts.process !== "crise")
    refuse({
      rule: process.t2?.rule ?? choice.rule,
      article: process.t2?.article ?? choice.article,
      because: "Un chef d’établissement écrit à la communauté de son établissement.",
      instead: ["communication.edited"],
    });
};

const submit: Duty = (message, turn) => {
  carrier(message, turn);
  const { rules, happening } = turn;
  requireComplete(message.facts, rules, happening.at, message.author.place.timezone);
  if ((foundOf(happening).reach?.schools ?? 0) === 0)
    refuse({
      ...choice,
      because: "Aucun établissement ouvert n’est dans cette audience : ce message n’atteindrait personne.",
      instead: ["communication.edited"],
    });
};

/** Whoever belongs to the organisation that carries it; in a crisis the seats say who (machines/crisis/v1/seats.ts). */
const own: Duty = ({ author, facts }, { happening }) => {
  if (facts.process === "crise" || happening.by.organisation?.id === author.place.id) return;
  refuse({
    ...choice,
    because: `Cela revient à l’organisation qui porte le message : ${author.place.name}.`,
  });
};

const approver: Duty = (message, { happening, rules }) => {
  const { by } = happening;
  const { approvals, facts, author } = message;
  if (facts.process === "crise" && approvals.length === 0) {
    if (by.id === author.id)
      refuse({ rule: "MBN-6.2", article: "6.2", because: "Qui propose un message ne l’approuve pas." });
    return;
  }
  const one = mine(message, happening);
  if (!one) {
    const { rule, article } = approvals[0] ?? rules.process;
    const names = approvals.map(({ organisation, kind }) =>
      kind ? partyKindLabels[kind as PartyKind].toLocaleLowerCase("fr") : organisation.name,
    );
    return refuse({
      rule,
      article,
      because: `Approuver ce message revient à : ${[...new Set(names)].join(", ")}.`,
    });
  }
  if (by.id === author.id)
    refuse({ rule: one.rule, article: one.article, because: "Qui propose un message ne l’approuve pas." });
  if (waits(one)) return;
  const who = one.by
    ? ` de ${one.by.name}`
    : one.state === "tacit"
      ? " par le silence, à la fin du délai"
      : "";
  refuse({
    ...one.step,
    because:
      one.state === "adapted"
        ? "Des adaptations sont proposées : l’auteur les accepte ou les refuse d’abord."
        : `${one.organisation.name} a déjà donné sa réponse${who}.`,
  });
};

const adapt: Duty = (message, turn) => {
  approver(message, turn);
  const { changes } = dataOf<CommunicationDataOf<"t1.adapted">>(turn.happening);
  const asked = message.submittedAt ?? turn.happening.at;
  requireKnownVariables(changes);
  requireDates({ ...message.facts, ...changes }, turn.rules, asked, message.author.place.timezone);
};

const considered: Duty = (message, turn) => {
  own(message, turn);
  const { approval } = dataOf<{ approval?: string }>(turn.happening);
  if (!adaptationOf(message, approval))
    refuse({ ...choice, because: "Cette adaptation a déjà reçu sa réponse, ou n’a pas été proposée." });
};

const review: Duty = (message, { happening, rules }) => {
  const { instance } = dataOf<CommunicationDataOf<"review.recorded">>(happening);
  const { review: due } = message;
  if (!due) {
    const { rule, article } = rules.process;
    return refuse({
      rule,
      article,
      because: "Ce message n’est pas de ceux qu’une instance examine après coup.",
    });
  }
  const cited = { rule: due.rule, article: due.article };
  if (!due.instances.includes(instance))
    refuse({
      ...cited,
      because: `L’examen revient à : ${due.instances.map((key) => nameOf(rules, key)).join(", ")}.`,
    });
  if (due.opinions.some((one) => one.instance === instance))
    refuse({ ...cited, because: `${nameOf(rules, instance)} a déjà donné son avis.` });
};

const nameOf = ({ convention }: Turn["rules"], key: string) =>
  convention.instances.find((one) => one.key === key)?.name ?? key;

const duties: Record<string, Duty> = {
  "communication.drafted": carrier,
  "communication.proposed": submit,
  "communication.submitted": (message, turn) => {
    own(message, turn);
    submit(message, turn);
    requireKnownVariables(message.facts, ["communication.edited"]);
    requireValues(turn);
  },
  "communication.edited": own,
  "communication.withdrawn": own,
  "adaptation.accepted": considered,
  "adaptation.declined": considered,
  "t1.approved": approver,
  "t1.adapted": adapt,
  "t1.rejected": approver,
  "approval.given": (message, turn) => {
    approver(message, turn);
    const { subject, body } = dataOf<CommunicationDataOf<"approval.given">>(turn.happening);
    requireKnownVariables({ ...(subject && { title: subject }), ...(body && { long: body }) });
  },
  "approval.refused": approver,
  "t2.accepted": decisionDuty,
  "t2.refused": decisionDuty,
  "review.recorded": review,
};

/**
 * What the convention asks before an event is accepted.
 * @throws StepRefused with the rule, its article and what is possible instead.
 */
export function requireDuties(turn: Turn): void {
  duties[turn.happening.type]?.(turn.before, turn);
}

export { answers };
