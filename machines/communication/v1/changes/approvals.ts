import { answererOf } from "../../../time/answerer.ts";
import { dueAt } from "../../../time/due.ts";
import { crisisApproval } from "../approvers.ts";
import type { Approval, CommunicationContext } from "../context.ts";
import type { CommunicationDataOf } from "../events.ts";
import type { Changes } from "../facts.ts";
import type { FoundApprover } from "../found.ts";
import { mine } from "../mine.ts";
import { dataOf, foundOf, signedBy, type Turn } from "../rules.ts";

export type Change = (message: CommunicationContext, turn: Turn) => Partial<CommunicationContext>;

/** The approvals that a message waits for once it is submitted, each with its own clock. */
export function asked(message: CommunicationContext, turn: Turn): Approval[] {
  const found = foundOf(turn.happening).approvers ?? [];
  return found.map((approver) => ask(message, approver, turn));
}

function ask(message: CommunicationContext, approver: FoundApprover, { happening, rules }: Turn): Approval {
  const step = stepOf(message, rules);
  const { within } = step;
  return {
    ...approver,
    state: "waiting",
    askedAt: happening.at,
    dueAt: within
      ? dueAt(happening.at, within, answererOf(approver.organisation, rules.convention)).end
      : null,
    ...(within && { within }),
    silence: step.silence,
    step: { rule: step.rule, article: step.article },
  };
}

/** Temps 1, or the one approval of a crisis: the text gives its silence no effect (MBN-5.3-K1). */
function stepOf({ facts, author }: CommunicationContext, { process, convention }: Turn["rules"]) {
  if (facts.process !== "crise" && process.t1) return process.t1;
  const row = crisisApproval(convention, author.place.kind);
  return { rule: process.rule, article: process.article, ...row, silence: "escalates" as const };
}

const answered = (turn: Turn, more: Partial<Approval>): Change => {
  const key = mine(turn.before, turn.happening)?.key;
  return ({ approvals }) => ({
    approvals: approvals.map((one) =>
      one.key === key ? { ...one, by: signedBy(turn.happening.by), at: turn.happening.at, ...more } : one,
    ),
  });
};

const adapt: Change = (message, turn) => {
  const { changes, reason } = dataOf<CommunicationDataOf<"t1.adapted">>(turn.happening);
  const approval = mine(message, turn.happening)?.key ?? "";
  const before = Object.fromEntries(
    Object.keys(changes).map((key) => [key, message.facts[key as keyof Changes]]),
  ) as Changes;
  const { at, by } = turn.happening;
  return {
    ...answered(turn, { state: "adapted", reason, changes })(message, turn),
    adaptations: [...message.adaptations, { approval, by: signedBy(by), at, reason, changes, before }],
  };
};

/** The adaptation that an answer is about: the one named, else the oldest that waits. */
export const adaptationOf = (message: CommunicationContext, approval?: string) =>
  message.adaptations.find((one) => !one.answer && (!approval || one.approval === approval));

const settleAdaptation = (message: CommunicationContext, turn: Turn, accepted: boolean) => {
  const { approval, reason } = dataOf<{ approval?: string; reason?: string }>(turn.happening);
  const pending = adaptationOf(message, approval);
  const { by, at } = turn.happening;
  const answer = { accepted, by: signedBy(by), at, ...(reason && { reason }) };
  return {
    pending,
    adaptations: message.adaptations.map((one) => (one === pending ? { ...one, answer } : one)),
  };
};

/** Waiting again, on a clock of its own: an approval is one of words (CHOIX-COMMUNICATION). */
const askedAgain = (one: Approval, { happening, rules }: Turn, silence = one.silence): Approval => {
  const { by: _by, at: _at, reason: _reason, changes: _changes, nobody: _nobody, ...rest } = one;
  return {
    ...rest,
    state: "waiting",
    silence,
    askedAt: happening.at,
    dueAt: one.within
      ? dueAt(happening.at, one.within, answererOf(one.organisation, rules.convention)).end
      : null,
  };
};

const acceptAdaptation: Change = (message, turn) => {
  const { pending, adaptations } = settleAdaptation(message, turn, true);
  return {
    adaptations,
    facts: { ...message.facts, ...pending?.changes },
    approvals: message.approvals.map((one) => {
      if (one.key === pending?.approval) return { ...one, state: "approved" as const };
      return one.state === "approved" || one.state === "tacit" ? askedAgain(one, turn) : one;
    }),
  };
};

/** Whoever proposed it did answer: silence can no longer approve those words (MBN-5.3-T1). */
const declineAdaptation: Change = (message, turn) => {
  const { pending, adaptations } = settleAdaptation(message, turn, false);
  return {
    adaptations,
    approvals: message.approvals.map((one) =>
      one.key === pending?.approval ? askedAgain(one, turn, "escalates") : one,
    ),
  };
};

/** Adapted by whoever approves, with the reason (MBN-5.3-K1). */
const give: Change = (message, turn) => {
  const { subject, body, reason } = dataOf<CommunicationDataOf<"approval.given">>(turn.happening);
  return {
    ...answered(turn, { state: "approved", ...(reason && { reason }) })(message, turn),
    facts: {
      ...message.facts,
      ...(subject && { title: subject }),
      ...(body && { long: body }),
    },
  };
};

const refused: Change = (message, turn) => {
  const { reason } = dataOf<{ reason: string }>(turn.happening);
  const { by, at } = turn.happening;
  return {
    ...answered(turn, { state: "rejected", reason })(message, turn),
    end: { reason, by: signedBy(by), at },
  };
};

export const approvalChanges: Record<string, Change> = {
  "t1.approved": (message, turn) => answered(turn, { state: "approved" })(message, turn),
  "t1.adapted": adapt,
  "t1.rejected": refused,
  "adaptation.accepted": acceptAdaptation,
  "adaptation.declined": declineAdaptation,
  "approval.given": give,
  "approval.refused": refused,
};
