import type { Notice } from "#app/engine/outbox/claim.ts";
import { escapeHtml } from "#app/ui/mail/clean.ts";
import type { CommunityFacts } from "#machines/effects.ts";
import { communityWords as words } from "./words.ts";

/** A message to the community, as each channel takes it. `inner` is for readers that have their own page (an ENT). */
export type CommunityMessage = { subject: string; text: string; html: string; inner: string };

/** No control character, nothing that shows words in another order than they were written (\p{Bidi_Control}). */
const plain = (text: unknown, most: number): string =>
  (typeof text === "string" ? text : "")
    .slice(0, most)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/(?!\n)\p{Cc}|\p{Bidi_Control}|\ufeff/gu, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
const oneLine = (text: unknown, most: number) => plain(text, most).replace(/\s+/g, " ");

const rendered = new WeakMap<object, CommunityMessage>();

/**
 * The message as its author wrote it, in paragraphs, with its director of publication (NAN-6) and its reference.
 * @returns null when the notice is not one to the community.
 */
export function renderCommunity(notice: Notice): CommunityMessage | null {
  if (notice.template !== "community") return null;
  let message = rendered.get(notice);
  if (!message) {
    message = render(notice.facts as unknown as Partial<CommunityFacts>);
    rendered.set(notice, message);
  }
  return message;
}

function render(facts: Partial<CommunityFacts>): CommunityMessage {
  const title = oneLine(facts.subject, 200);
  const subject = facts.exercise ? `[${words.exercise}] ${title}` : title;
  const exercise = facts.exercise ? [words.exerciseLine] : [];
  const body = plain(facts.body, 20_000)
    .split(/\n{2,}/)
    .filter(Boolean);
  const feet = [
    facts.director ? words.director(oneLine(facts.director, 200)) : "",
    words.reference(oneLine(facts.ref, 40), oneLine(facts.dispositif, 160)),
  ].filter(Boolean);
  const html = (text: string) => `<p dir="auto">${escapeHtml(text).replaceAll("\n", "<br>")}</p>`;
  const inner = [
    ...exercise.map((text) => `<p><strong>${escapeHtml(text)}</strong></p>`),
    ...body.map(html),
    ...feet.map((text) => `<p><small>${escapeHtml(text)}</small></p>`),
  ].join("");
  return {
    subject,
    text: `${[...exercise, ...body, feet.join("\n")].join("\n\n")}\n`,
    inner,
    html: `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body style="font-family:Marianne,Arial,sans-serif;font-size:16px;line-height:1.5;color:#161616;max-width:640px">${inner}</body></html>`,
  };
}
