import type { CommunicationContext } from "../context.ts";
import { approver, type Duty, duties, own, review } from "../duties.ts";
import { communicationPersonEvents } from "../events.ts";
import { awaited } from "../mine.ts";
import type { Turn } from "../rules.ts";
import { decisionDuty } from "./decisions.ts";

/** Who looks at what waits for a review: whoever holds the right, while an instance has not said (MBN-5.3-U). */
const reviewable: Duty = (message, turn) => {
  const [instance] = message.review ? awaited(message.review) : [];
  review(message, {
    ...turn,
    happening: { ...turn.happening, data: { instance: instance ?? message.review?.instances[0] } },
  });
};
/** A school answers for itself; whether it is asked is in its row (MBN-5.3-T2). */
const deciding: Duty = ({ decisions, author }, turn) => {
  const { kind } = turn.happening.by.organisation ?? {};
  if (kind !== "etablissement" && kind !== "ecole")
    decisionDuty({ decisions, author } as CommunicationContext, turn);
};
const actors: Record<string, Duty> = {
  ...Object.fromEntries(
    Object.keys(communicationPersonEvents).map((type) => [type, duties[type] ?? (() => {})]),
  ),
  "communication.submitted": own,
  "t1.adapted": approver,
  "approval.given": approver,
  "t2.accepted": deciding,
  "t2.refused": deciding,
  "review.recorded": reviewable,
};

/**
 * Rules that look at who sends and where the message stands, whatever they would send: what is offered to a client.
 * @throws StepRefused
 */
export function requireActor(turn: Turn): void {
  actors[turn.happening.type]?.(turn.before, turn);
}
