import { mail } from "#app/messages/mail.ts";
import { ackStyle } from "./ack-style.ts";
import { escapeHtml } from "./clean.ts";

/**
 * The page behind the link of a message, whole in one answer: no script, no image, nothing else to fetch.
 * @param main its body, already HTML.
 * @param nonce of the answer's Content-Security-Policy, for the style.
 */
export function ackDocument({
  title,
  main,
  nonce = "",
  exercise = false,
}: {
  title: string;
  main: string;
  nonce?: string;
  exercise?: boolean;
}): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${exercise ? `${mail.exercise} – ` : ""}${escapeHtml(title)} – ${mail.site}</title>
<style${nonce && ` nonce="${escapeHtml(nonce)}"`}>${ackStyle}</style></head>
<body><header>${exercise ? `<p class="x">${escapeHtml(mail.exerciseLine)}</p>` : ""}${mail.site}</header>
<main><h1>${escapeHtml(title)}</h1>
${main}</main><footer>${escapeHtml(mail.automatic)}</footer></body></html>`;
}

/** Two forms of one button: on a phone the large one is under the thumb, before any reading. */
export const ackForms = (press: string = mail.press) =>
  `<form method="post"><input type="hidden" name="answer" value="taken"><button class="k">${escapeHtml(press)}</button></form>
<form method="post"><input type="hidden" name="answer" value="not-me"><button>${mail.notMe}</button></form>
<p class="m s">${mail.wait}</p>`;
