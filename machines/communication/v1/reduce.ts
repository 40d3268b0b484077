import { approvalChanges, type Change } from "./changes/approvals.ts";
import { askedSchools, decisionChanges, withoutClosed } from "./changes/decisions.ts";
import { lifeChanges } from "./changes/life.ts";
import type { CommunicationContext } from "./context.ts";
import { leadsTo } from "./leads.ts";
import { signedBy, type Turn } from "./rules.ts";

const changes: Record<string, Change> = { ...lifeChanges, ...approvalChanges, ...decisionChanges };

/** What an event that was accepted changes, and where it leads. Pure, without XState. */
export function reduce(from: string, turn: Turn): { after: CommunicationContext; to: string } {
  const { before, happening } = turn;
  const change = Object.hasOwn(changes, happening.type) ? changes[happening.type]?.(before, turn) : undefined;
  const changed = { ...before, ...change };
  const to = leadsTo(from, changed, turn);
  if (to === from) return { after: changed, to };
  return { after: { ...changed, ...arrival(to, changed, turn) }, to };
}

/** No school is left to get it. */
const nobody = ({ happening: { at, by } }: Turn): NonNullable<CommunicationContext["end"]> => ({
  reason: "Aucun établissement n’a accepté ce message, ou ceux qui l’avaient accepté ont fermé.",
  by: signedBy(by),
  at,
});

/** What a state begins with. */
function arrival(to: string, message: CommunicationContext, turn: Turn): Partial<CommunicationContext> {
  if (to === "t2") return { decisions: askedSchools(turn) };
  if (to === "rejected" && !message.end)
    return { end: nobody(turn), decisions: withoutClosed(message.decisions, turn) };
  if (to === "ended" && !message.leftAt)
    return { end: nobody(turn), decisions: withoutClosed(message.decisions, turn) };
  if (to !== "sending") return {};
  const { review } = turn.rules.process;
  return {
    leftAt: turn.happening.at,
    decisions: withoutClosed(message.decisions, turn),
    leaving: message.facts.channels.map((channel) => ({
      notice: `message-${channel}`,
      channel,
      ...{ sent: 0, failed: 0, cancelled: 0 },
    })),
    ...(review && {
      review: {
        state: "pending",
        rule: review.rule,
        article: review.article,
        instances: review.instances,
        opinions: [],
      },
    }),
  };
}
