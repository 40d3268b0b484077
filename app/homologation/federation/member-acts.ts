import type { MemberPersonEvent } from "#machines/federation-member/v1/events.ts";
import type { MemberPage } from "./member-page.ts";

const hidden = new Set<string>(["task.done", "delivery.retried"]);

/** Acts on something that there is none of. */
function empty({ commitments, decisions }: MemberPage): Set<string> {
  const none: string[] = [];
  if (commitments.length === 0) none.push("commitment.checked", "admission.decided");
  if (decisions.at(-1)?.signed !== null) none.push("decision.signed");
  return new Set(none);
}

/** What the dossier waits for from this reader: the commitments, the decision, its signature, a check that is late. */
export function mainMemberAct(page: MemberPage): MemberPersonEvent | null {
  const { can, commitments, decisions } = page;
  const able = (type: MemberPersonEvent) => can.includes(type) && !empty(page).has(type);
  if (able("commitments.taken") && commitments.length === 0) return "commitments.taken";
  if (able("admission.decided")) return "admission.decided";
  if (able("commitment.checked") && commitments.some(({ late, check }) => late || !check))
    return "commitment.checked";
  if (able("decision.signed") && decisions.length > 0) return "decision.signed";
  return null;
}

/** Where its button leads: to the very commitment that is late, or was never checked. */
export function mainMemberPath({ commitments }: MemberPage, type: MemberPersonEvent, slug: string): string {
  const first = type === "commitment.checked" && commitments.find(({ late, check }) => late || !check);
  return first ? `${slug}?key=${first.key}` : slug;
}

/** Everything else this reader may do now. */
export const otherMemberActs = (page: MemberPage, main: MemberPersonEvent | null) =>
  page.can.filter((type) => type !== main && !hidden.has(type) && !empty(page).has(type));

/** Acts that reach nobody and start no clock: one press is enough. */
export const quietMemberActs = new Set([
  "member.described",
  "commitments.taken",
  "commitment.checked",
  "decision.signed",
]);
