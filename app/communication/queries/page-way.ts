import type { CommunicationContext } from "#machines/communication/v1/context.ts";

export type WayStep = {
  key: "draft" | "t1" | "t2" | "approval" | "leaving" | "sent" | "review" | "ended";
  state: "done" | "now" | "todo" | "stopped";
};

const ways: Record<string, WayStep["key"][]> = {
  classique: ["draft", "t1", "t2", "leaving", "sent", "ended"],
  urgent: ["draft", "leaving", "sent", "review"],
  crise: ["draft", "approval", "leaving", "sent"],
  surete: ["draft", "leaving", "sent"],
};
const placeOf: Record<string, WayStep["key"]> = {
  draft: "draft",
  t1: "t1",
  adapting: "t1",
  t2: "t2",
  approval: "approval",
  scheduled: "leaving",
  sending: "leaving",
  sent: "sent",
  ended: "ended",
};

/** The steps of a message's process, and which of them it is at; one that was rejected or withdrawn stops there. */
export function wayOf({ state, context }: { state: string; context: CommunicationContext }): WayStep[] {
  const { facts, review, approvals, leftAt } = context;
  const known = ways[facts.process] ?? ways.classique ?? [];
  // A convention may ask for one of the steps only.
  const keys = known.filter((key) => key !== "review" || review !== null || state === "draft");
  const stopped = state === "rejected" || state === "withdrawn";
  const current = stopped ? lastReached(keys, context) : (placeOf[state] ?? keys.at(-1) ?? "draft");
  const at = keys.indexOf(current);
  return keys.map((key, n) => {
    if (key === "review") {
      const done = review?.state === "done";
      return { key, state: done ? "done" : leftAt && review ? "now" : "todo" };
    }
    if (n < at || (at < 0 && approvals.length > 0)) return { key, state: "done" };
    if (n > at) return { key, state: "todo" };
    const over = key === "ended" || (key === "sent" && keys.at(-1) === "sent" && state === "ended");
    return { key, state: stopped ? "stopped" : over ? "done" : "now" };
  });
}

/** Where it was when it ended before its time. */
function lastReached(
  keys: WayStep["key"][],
  { leftAt, decisions, approvals, submittedAt }: CommunicationContext,
) {
  if (leftAt) return "sent";
  if (decisions && keys.includes("t2")) return "t2";
  if (approvals.length > 0) return keys.includes("t1") ? "t1" : "approval";
  return submittedAt ? (keys[1] ?? "draft") : "draft";
}
