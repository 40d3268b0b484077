import type { Notice } from "#app/engine/outbox/claim.ts";
import { renderCommunity } from "./render-community.ts";
import { communityWords as words } from "./words.ts";

/**
 * The text of an SMS: the one that its author wrote for it, else the subject and the message.
 * @returns null when the notice is not one to the community.
 */
export function smsText(notice: Notice): string | null {
  if (!renderCommunity(notice)) return null;
  const { sms, body, exercise, subject } = notice.facts as unknown as Record<string, unknown>;
  const own = typeof sms === "string" ? sms.trim() : "";
  const text = own || [subject, body].filter((one) => typeof one === "string" && one.trim()).join(" : ");
  const clean = text
    .replace(/\r\n?/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Bidi_Control}|\ufeff/gu, "")
    .trim();
  return exercise ? `[${words.exercise}] ${clean}` : clean;
}
