import { crisisMail } from "#app/messages/crisis-mail.ts";
import { zoneWords } from "#app/messages/mail.ts";
import { ackDocument, ackForms } from "#app/ui/mail/ack-document.ts";
import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { CallPageModel } from "../queries/call-page.ts";
import { callDuty, crisisLines } from "./call-lines.ts";
import { type CrisisMailTemplate, seatCalled, seatWords } from "./crisis-notice.ts";

const words = crisisMail.page;
const text = (line: string) => `<p dir="auto">${escapeHtml(line)}</p>`;
const note = (line: string) => `<p class="n" role="status">${escapeHtml(line)}</p>`;

/**
 * The page behind the link of a call to the cell, or of a message to a head of school: one page, one big button, no
 * script. Answering is a POST of `answer=taken|not-me` to the same address, since mail scanners follow links.
 */
export function renderCallPage(model: CallPageModel, { nonce = "" }: { nonce?: string } = {}): string {
  const { facts, just, answered } = model;
  const called = seatCalled(model.duty.alert) !== null;
  const title = just ? words.thanks : answered ? words.answered : called ? words.ask : words.told;
  const main = just === "not-me" ? note(words.notMe) : body(model, called);
  return ackDocument({ title, main, nonce, exercise: facts.exercise });
}

function body(model: CallPageModel, called: boolean): string {
  const { facts, just, answered } = model;
  const template = model.template as CrisisMailTemplate;
  const lines = crisisLines(facts);
  const duty = callDuty(facts, model.duty);
  const lead = crisisMail.lead[template](lines.ref, seatWords(model.duty.alert), duty.statement);
  return [
    status(model, called),
    `<p dir="auto"><strong>${escapeHtml(lead)}</strong><br>${escapeHtml(lines.title)}</p>`,
    !just && !answered ? ackForms(crisisMail.press[template]) : "",
    // What is answered leads on to the room; heads of school have none.
    just === "taken" && called ? room(facts.ref) : "",
    duty.expected.length > 0
      ? `<h2>${crisisMail.titles.expected}</h2><ol>${duty.expected.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ol>${text(duty.by)}`
      : "",
    lines.said
      ? `<h2>${crisisMail.titles.said}</h2><div class="d">${lines.said.split("\n").filter(Boolean).map(text).join("")}</div>`
      : "",
    `<h2>${crisisMail.titles.whom}</h2>${contact(model)}`,
    text(duty.rule),
    `<p class="m">${escapeHtml(`${lines.ref}, ${lines.dispositif}. ${lines.decided}`)}</p>`,
  ].join("\n");
}

const room = (ref: string) =>
  `<p><a class="c" href="/crises/${encodeURIComponent(ref)}">${escapeHtml(words.openRoom)}</a></p>`;

/** What is already known when the page opens: answered, taken by someone else, closed. */
function status({ just, answered, takenBy, closedAt, facts }: CallPageModel, called: boolean): string {
  const at = (iso: string) => formatDateTime(new Date(iso), facts.timezone);
  const zone = zoneWords(facts.timezone);
  const notes: string[] = [];
  if (just === "taken") notes.push(called ? words.taken : words.read);
  else if (answered) {
    const taken = called ? words.answeredTaken : words.answeredRead;
    const said = answered.answer === "taken" ? taken : words.answeredNotMe;
    notes.push(said(oneLine(answered.by, 120), at(answered.at), zone));
  } else if (takenBy) notes.push(words.takenBy(oneLine(takenBy, 120)));
  if (closedAt) notes.push(words.closed(at(closedAt), zone));
  return notes.map(note).join("");
}

function contact({ contact }: CallPageModel): string {
  if (!contact) return text(words.noCall);
  const number = contact.phone.replace(/(?!^\+)\D/g, "");
  return `${text(words.call(oneLine(contact.name, 160)))}<p><a class="c" href="tel:${escapeHtml(number)}">${escapeHtml(oneLine(contact.phone, 30))}</a></p>`;
}
