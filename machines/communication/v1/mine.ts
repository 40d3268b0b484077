import type { Happening } from "../../step.ts";
import type { Approval, CommunicationContext, Review } from "./context.ts";

/** An approval that still waits for an answer: late ones do, for silence gave them nothing. */
export const waits = ({ state }: Approval) => state === "waiting" || state === "late";

/** Kinds of organisation that act for the party which approves a crisis message (MBN-5.3-K1, K2). */
const actsFor: Record<string, string[]> = { academie: ["academie", "dsden", "circonscription", "draaf"] };

/** Whether that organisation and function may answer for that authority. */
export function answers(one: Approval, by: Happening["by"]): boolean {
  const { organisation, function: held = "" } = by;
  if (!organisation) return false;
  if (one.kind) return (actsFor[one.kind] ?? [one.kind]).includes(organisation.kind);
  if (one.organisation.id === organisation.id && one.functions.includes(held)) return true;
  // Nobody was there: whoever was found above or beside answers for it.
  return one.answerers.some(
    (answerer) => answerer.organisation.id === organisation.id && answerer.function === held,
  );
}

/** The approval that this person answers: one that waits, else one that they have answered. */
export function mine(message: CommunicationContext, { by }: Pick<Happening, "by">): Approval | undefined {
  const able = message.approvals.filter((one) => answers(one, by));
  return able.find(waits) ?? able[0];
}

/** Instances that have not said yet what they think of an urgent message (MBN-5.3-U). */
export const awaited = ({ instances, opinions }: Pick<Review, "instances" | "opinions">): string[] =>
  instances.filter((key) => !opinions.some(({ instance }) => instance === key));
