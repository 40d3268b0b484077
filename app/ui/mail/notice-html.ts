import { mail } from "#app/messages/mail.ts";
import { escapeHtml } from "./clean.ts";

const FONT = "font-family:Marianne,Arial,sans-serif;color:#161616;font-size:16px;line-height:1.5";
const H2 = "font-size:18px;margin:24px 0 8px";
const BUTTON =
  "display:inline-block;background:#000091;color:#ffffff;text-decoration:none;font-weight:bold;padding:14px 20px";
/** `dir="auto"`: each line keeps to the direction of its own letters, and cannot turn its neighbours. */
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => `<span dir="auto">${escapeHtml(line)}</span>`)
    .join("<br>");

/** A title, a list to do if there is one, and lines of text. Styles are inline: mail readers drop the others. */
export function htmlSection(title: string, body: string, todo: string[] = []): string {
  const items = todo.map((item) => `<li style="margin:4px 0">${escapeHtml(item)}</li>`).join("");
  return `<h2 style="${H2}">${escapeHtml(title)}</h2>${items && `<ol style="margin:0;padding-left:24px">${items}</ol>`}<p style="margin:8px 0">${lines(body)}</p>`;
}

const EXERCISE = `<p style="background:#fcc63a;margin:0 0 16px;padding:8px 12px;font-weight:bold">${escapeHtml(mail.exerciseLine)}</p>`;
const HEAD = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Tocsin</title></head><body style="margin:0;padding:16px;background:#ffffff;${FONT}"><div style="max-width:640px;margin:0 auto">`;
const hintOf = (html: string) =>
  `<p style="margin:8px 0;color:#666666;font-size:14px">${html}</p><h2 style="${H2}">${mail.why}</h2><p style="margin:8px 0">`;
const HINT = hintOf(escapeHtml(mail.pressHint));
const FOOT = `</p><p style="margin:24px 0 0;border-top:1px solid #dddddd;padding-top:8px;color:#666666;font-size:14px">${escapeHtml(mail.automatic)}</p></div></body></html>`;

/** The whole message; its parts are HTML already. No image, no script, nothing fetched. */
export function htmlPage(p: {
  hello: string;
  lead: string;
  facts: string;
  duty: string;
  link: string;
  why: string;
  exercise: boolean;
  /** What the button says; acknowledging by default. */
  press?: string;
  /** Under the button: what opens, another link. Already HTML. */
  hint?: string;
}): string {
  return `${HEAD}${p.exercise ? EXERCISE : ""}<p style="margin:8px 0">${p.hello}</p><p style="margin:8px 0">${p.lead.replaceAll("\n", "<br>")}</p>${p.facts}${p.duty}<p style="margin:24px 0 8px"><a href="${p.link}" style="${BUTTON}">${escapeHtml(p.press ?? mail.press)}</a></p>${p.hint === undefined ? HINT : hintOf(p.hint)}${p.why}${FOOT}`;
}
