import type { Ask, Happening, Stored } from "../../step.ts";
import type { CommunicationContext } from "./context.ts";

/** Events after which schools may be asked, or the message may leave: who is there is looked up anew. */
const moving = ["communication.submitted", "communication.proposed", "t1.approved", "adaptation.accepted"];

/** What must be looked up before a step, by event and clock (found.ts). */
export function asksOf(stored: Stored | null, { type, data }: Pick<Happening, "type" | "data">): Ask[] {
  if (type === "communication.submitted") return ["reach", "approvers", "files", "sms", "lacking"];
  if (type === "communication.proposed") return ["reach", "approvers", "files", "sms"];
  if (moving.includes(type) || type === "approval.given") return ["reach", "files"];
  if (type === "t2.accepted" || type === "t2.refused") {
    const { decisions } = (stored?.context ?? {}) as CommunicationContext;
    return (decisions?.pending ?? 0) <= 1 ? ["decision", "closed", "files"] : ["decision"];
  }
  if (type !== "deadline.reached") return [];
  const { key } = data as { key: string };
  if (key.startsWith("t2-")) return ["expiring", "closed", "files"];
  if (key === "start") return ["reach", "closed", "files"];
  if (/^(t1|soon-t1|approval|soon-approval)/.test(key)) return ["reach", "approvers", "files"];
  return [];
}
