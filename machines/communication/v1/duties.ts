import { partyKindLabels } from "#conventions/labels.ts";
import type { PartyKind } from "#conventions/schema.ts";
import type { DeadlineReached } from "../../alerting/events.ts";
import { adaptationOf } from "./changes/approvals.ts";
import type { CommunicationContext } from "./context.ts";
import { requirePlainText } from "./duties/content.ts";
import { decisionDuty } from "./duties/decisions.ts";
import { carrier, submit } from "./duties/submission.ts";
import { requireKnownVariables, requireValues } from "./duties/variables.ts";
import type { CommunicationDataOf } from "./events.ts";
import { mine, waits } from "./mine.ts";
import { choice, refuse } from "./refuse.ts";
import { requireDates } from "./required.ts";
import { dataOf, type Turn } from "./rules.ts";

export type Duty = (message: CommunicationContext, turn: Turn) => void;

/** Whoever belongs to the organisation that carries it; in a crisis the seats say who (machines/crisis/v1/seats.ts). */
export const own: Duty = ({ author, facts }, { happening }) => {
  if (facts.process === "crise" || happening.by.organisation?.id === author.place.id) return;
  refuse({
    ...choice,
    because: `Cela revient à l’organisation qui porte le message : ${author.place.name}.`,
  });
};

export const approver: Duty = (message, { happening, rules }) => {
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
  requirePlainText(changes);
  requireDates({ ...message.facts, ...changes }, turn.rules, asked, message.author.place.timezone);
};

const considered: Duty = (message, turn) => {
  own(message, turn);
  const { approval } = dataOf<{ approval?: string }>(turn.happening);
  if (!adaptationOf(message, approval))
    refuse({ ...choice, because: "Cette adaptation a déjà reçu sa réponse, ou n’a pas été proposée." });
};

export const review: Duty = (message, { happening, rules }) => {
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

/**
 * A clock set anew rings at its new end: what an older one claimed approves nothing (MBN-5.3-T1).
 * @throws StepRefused before the end of the approval that it is about
 */
const ended: Duty = ({ approvals }, { happening }) => {
  const { key } = dataOf<DeadlineReached>(happening);
  const about = approvals.find((one) => key === `t1-${one.key}` || key === `approval-${one.key}`);
  if (about && (about.dueAt === null || about.dueAt > happening.at))
    refuse({
      ...about.step,
      because: "Ce délai a été fixé de nouveau, ou n’existe pas : il n’est pas terminé.",
    });
};

export const duties: Record<string, Duty> = {
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
  "deadline.reached": ended,
};

/**
 * What the convention asks before an event is accepted.
 * @throws StepRefused with the rule, its article and what is possible instead.
 */
export function requireDuties(turn: Turn): void {
  duties[turn.happening.type]?.(turn.before, turn);
}
