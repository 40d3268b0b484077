import type { DeadlineReached } from "../../alerting/events.ts";
import { takers } from "./changes/decisions.ts";
import type { CommunicationContext, CommunicationState } from "./context.ts";
import { dataOf, foundOf, type Turn } from "./rules.ts";

type To = CommunicationState;

/** Where a message goes from here, once the event changed what it remembers. The chart bounds it (chart.ts). */
export function leadsTo(from: string, message: CommunicationContext, turn: Turn): string {
  switch (turn.happening.type) {
    case "communication.drafted":
      return "draft";
    case "communication.proposed":
    case "communication.submitted":
      return submitted(message, turn);
    case "communication.withdrawn":
      return "withdrawn";
    case "t1.rejected":
    case "approval.refused":
      return "rejected";
    case "t1.approved":
    case "t1.adapted":
    case "adaptation.accepted":
    case "adaptation.declined":
      return afterAnswer(message, turn);
    case "approval.given":
      return "sending";
    case "t2.accepted":
    case "t2.refused":
      return afterDecision(message, turn);
    case "deadline.reached":
      return afterClock(from, message, turn);
    case "alerts.sent":
      return from === "sending" && message.leaving.every(({ root }) => root) ? "sent" : from;
    default:
      return from;
  }
}

function submitted(message: CommunicationContext, turn: Turn): To {
  if (message.facts.process === "crise") return "approval";
  return message.approvals.length > 0 ? "t1" : asksSchools(message, turn);
}

/** Every authority answers for its territory: all must, and silence counts where the text says so. */
function afterAnswer(message: CommunicationContext, turn: Turn): To {
  if (message.approvals.some(({ state }) => state === "adapted")) return "adapting";
  const given = message.approvals.every(({ state }) => state === "approved" || state === "tacit");
  return given ? asksSchools(message, turn) : "t1";
}

function asksSchools(message: CommunicationContext, turn: Turn): To {
  const { t2 } = turn.rules.process;
  const asked = t2?.for.some((kind) => kind === message.author.place.kind) ?? false;
  return asked ? "t2" : leaving(message, turn);
}

/** A classique message waits for its date; the others leave at once (MBN-5.3-U, MBN-5.3-K1, MBN-7). */
function leaving({ facts }: CommunicationContext, { happening }: Turn): To {
  const later = facts.startsAt && Date.parse(facts.startsAt) > Date.parse(happening.at);
  return facts.process === "classique" && later ? "scheduled" : "sending";
}

function afterDecision(message: CommunicationContext, turn: Turn): To {
  const { decisions } = message;
  if (!decisions || decisions.pending > 0) return "t2";
  const closed = foundOf(turn.happening).closed?.count ?? 0;
  return takers(decisions) - closed > 0 ? leaving(message, turn) : "rejected";
}

function afterClock(from: string, message: CommunicationContext, turn: Turn): string {
  const { key } = dataOf<DeadlineReached>(turn.happening);
  if (key.startsWith("t2-") && from === "t2") return afterDecision(message, turn);
  if (key.startsWith("t1-") && (from === "t1" || from === "adapting")) return afterAnswer(message, turn);
  if (key === "start" && from === "scheduled") return reachable(message, turn) > 0 ? "sending" : "ended";
  if (key === "end" && from === "sent") return "ended";
  return from;
}

/** Schools that are still there to get it. */
function reachable({ decisions, reach }: CommunicationContext, { happening }: Turn): number {
  const { closed, reach: now } = foundOf(happening);
  return decisions ? takers(decisions) - (closed?.count ?? 0) : ((now ?? reach)?.schools ?? 0);
}
