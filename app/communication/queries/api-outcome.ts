import type { Convention, PartyKind } from "#conventions/schema.ts";
import type { Approval, CommunicationContext } from "#machines/communication/v1/context.ts";
import { directorOf } from "#machines/communication/v1/director.ts";

/**
 * What a message says of itself to a client of the API: who answers for it and by when, by which rule (MBN-5.3,
 * MBN-5.4, NAN-6). A draft has asked nobody yet; its preview says whom submitting would ask. Pure.
 */
export function messageOutcome(context: CommunicationContext, convention: Convention) {
  const { facts, reach, approvals, decisions, review } = context;
  return {
    process: facts.process,
    channels: facts.channels,
    profiles: facts.audience.profiles,
    schools: reach?.schools ?? null,
    approvals: approvals.map(asked),
    decisions: decisions && {
      schools: decisions.total,
      ...cited(decisions),
      clocks: decisions.clocks.map(({ schools, dueAt }) => ({ schools, dueAt })),
    },
    review: review && { instances: review.instances, ...cited(review) },
    director: directorOf(context, convention),
  };
}

const cited = ({ rule, article }: { rule: string; article: string }) => ({ rule, article });

/** One authority asked: `rule` says why it is this one, `step` what its answer and its silence are worth. */
const asked = (one: Approval) => ({
  key: one.key,
  role: one.function,
  organisation: one.organisation.key,
  party: (one.kind ?? null) as PartyKind | null,
  state: one.state,
  dueAt: one.dueAt,
  silence: one.silence,
  reachable: one.via !== null,
  ...cited(one),
  step: cited(one.step),
});
