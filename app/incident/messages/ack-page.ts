import { ackDocument, ackForms } from "#app/ui/mail/ack-document.ts";
import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import type { AckPageModel } from "../queries/ack-page.ts";
import { ackWords } from "./ack-words.ts";
import { dutyLines, factsLines } from "./facts-lines.ts";
import { words, zoneWords } from "./words.ts";

type Alert = Extract<AckPageModel, { facts: unknown }>;

/**
 * The page behind the link of an alert, whole in one answer: no script, no image, nothing else to fetch. Answering
 * is a POST of `answer=taken|not-me` to the same address, since mail scanners follow links.
 * @param nonce of the answer's Content-Security-Policy, for the style.
 */
export function renderAckPage(model: AckPageModel, { nonce = "" }: { nonce?: string } = {}): string {
  if (model.view === "unknown")
    return ackDocument({ title: ackWords.titles.unknown, main: `<p>${ackWords.unknown}</p>`, nonce });
  if (model.view === "expired")
    return ackDocument({
      title: ackWords.titles.expired,
      main: text(ackWords.expired(oneLine(model.ref, 40))),
      nonce,
    });
  const { exercise } = model.facts;
  return ackDocument({ title: titleOf(model), main: body(model), nonce, exercise });
}

const text = (line: string) => `<p dir="auto">${escapeHtml(line)}</p>`;
const titleOf = ({ just, view }: Alert) => ackWords.titles[just ?? view];

function body(model: Alert): string {
  if (model.just === "not-me") return note(ackWords.justNotMe);
  const facts = factsLines(model.facts);
  const duty = dutyLines(model.template, model.facts, model.duty);
  const said = facts.said
    ? `<h2>${words.titles.said}</h2>${facts.said.split("\n").filter(Boolean).map(text).join("")}`
    : "";
  return [
    status(model),
    `<p dir="auto"><strong>${escapeHtml(facts.place)}</strong><br>${escapeHtml(facts.title)}</p>`,
    model.view === "ask" && !model.just ? ackForms() : "",
    `<h2>${words.titles.expected}</h2><ol>${duty.expected.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ol>`,
    text(duty.by),
    said,
    `<h2>${words.titles.what}</h2><p>${facts.details.map(escapeHtml).join("<br>")}</p>`,
    `<div class="d">${facts.description.split("\n").filter(Boolean).map(text).join("")}</div>`,
    `<h2>${words.titles.whom}</h2>${contact(model)}`,
    `<h2>${words.titles.why}</h2>${text(`${duty.why} ${duty.rule}`)}`,
    `<p class="m">${escapeHtml(words.reference(facts.ref, facts.dispositif))}</p>`,
  ].join("\n");
}

/** What is already known when the page opens: answered, taken by someone else, closed. */
function status({ just, answered, takenBy, closedAt, facts }: Alert): string {
  const at = (iso: string) => formatDateTime(new Date(iso), facts.timezone);
  const zone = zoneWords(facts.timezone);
  const notes: string[] = [];
  if (just === "taken") notes.push(ackWords.justTaken);
  else if (answered) {
    const said = answered.answer === "taken" ? ackWords.answeredTaken : ackWords.answeredNotMe;
    notes.push(said(oneLine(answered.by, 120), at(answered.at), zone));
  } else if (takenBy) notes.push(ackWords.takenBy(oneLine(takenBy, 120)));
  if (closedAt) notes.push(ackWords.closed(at(closedAt), zone));
  return notes.map(note).join("");
}

const note = (line: string) => `<p class="n" role="status">${escapeHtml(line)}</p>`;

function contact({ contact }: Alert): string {
  if (!contact) return text(ackWords.noCall);
  const number = contact.phone.replace(/(?!^\+)\D/g, "");
  return `${text(ackWords.call(oneLine(contact.name, 160)))}<p><a class="c" href="tel:${escapeHtml(number)}">${escapeHtml(oneLine(contact.phone, 30))}</a></p>`;
}
