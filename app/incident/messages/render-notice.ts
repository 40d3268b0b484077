import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import {
  dutyLines,
  type FactsOfNotice,
  factsLines,
  functionWords,
  shortFunctionWords,
} from "./facts-lines.ts";
import type { IncidentNotice } from "./incident-notice.ts";
import { words } from "./words.ts";

export type RenderOptions = { publicUrl: string; secret: string };
export type RenderedMail = OutgoingMail & { messageId: string; headers: Record<string, string> };

/** What is the same for everybody, or for everybody under one rule: made once, 45,308 messages use it. */
type Shared = { text: string; html: string };
type Prepared = {
  subject: string;
  host: string;
  facts: Shared;
  duties: Map<string, Shared & { why: string }>;
};
const prepared = new WeakMap<IncidentNotice, Prepared>();

/**
 * The message of one delivery: what, where, since when, what is expected, by when and by which article. Pure.
 * The link of a reminder is that of the alert it reminds of; an escalation has its own, so that the journal names
 * whoever pressed and not whom they stood in for.
 * @param given a notice of an incident: those of a crisis and those to the community are rendered elsewhere.
 */
export function renderNotice(delivery: Claimed, given: Notice, options: RenderOptions): RenderedMail {
  const notice = given as IncidentNotice;
  let shared = prepared.get(notice);
  if (!shared) {
    shared = prepare(notice, options.publicUrl);
    prepared.set(notice, shared);
  }
  const duty = shared.duties.get(delivery.alert) ?? dutyOf(notice, delivery, shared);
  const answered = notice.template === "reminder" ? (delivery.about_id ?? delivery.id) : delivery.id;
  const link = options.publicUrl + ackPath(options.secret, answered);
  const lead = leadOf(delivery, notice);
  const reader = readerOf(delivery);
  const hello = words.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  return {
    to: delivery.address,
    subject: shared.subject,
    text: `${notice.facts.exercise ? `${words.exerciseLine}\n\n` : ""}${hello}\n\n${lead}\n\n${shared.facts.text}\n\n${duty.text}\n\n${words.press} :\n${link}\n${words.pressHint}\n\n${words.titles.why.toUpperCase()}\n${duty.why}\n${reader}\n\n${words.automatic}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(lead), facts: shared.facts.html, duty: duty.html },
      ...{ link: escapeHtml(link), why: `${escapeHtml(duty.why)}<br>${escapeHtml(reader)}` },
      exercise: notice.facts.exercise,
    }),
    messageId: `<${delivery.id}@${shared.host}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": oneLine(notice.facts.ref, 40),
    },
  };
}

function prepare(notice: IncidentNotice, publicUrl: string): Prepared {
  const facts = notice.facts as FactsOfNotice;
  const { ref, title, place, dispositif, description, said, details } = factsLines(facts);
  const kind = words.kind[notice.template];
  const marks = [facts.exercise ? words.exercise : "", "[Tocsin]", kind].filter(Boolean).join(" ");
  const lines = [title, ...details, words.reference(ref, dispositif)];
  // The words of the author come first where they are what the message is for.
  const parts = said
    ? [section(words.titles.said, said), section(words.titles.what, lines.join("\n"))]
    : [section(words.titles.what, [...lines, "", description].join("\n").trim())];
  return {
    subject: `${marks} ${kind ? "· " : ""}${ref} · ${oneLine(title, 60)} · ${oneLine(place, 60)}`,
    host: new URL(publicUrl).hostname,
    facts: {
      text: parts.map((part) => part.text).join("\n\n"),
      html: parts.map((part) => part.html).join(""),
    },
    duties: new Map(),
  };
}

function section(title: string, body: string): Shared {
  return { text: `${title.toUpperCase()}\n${body}`, html: htmlSection(title, body) };
}

function dutyOf(notice: IncidentNotice, delivery: Claimed, shared: Prepared) {
  const { expected, by, why, rule } = dutyLines(notice.template, notice.facts, delivery);
  const numbered = expected.map((line, n) => `${n + 1}. ${line}`).join("\n");
  const duty = {
    text: `${words.titles.expected.toUpperCase()}\n${numbered}\n${by}`,
    html: htmlSection(words.titles.expected, by, expected),
    why: [why, rule].filter(Boolean).join(" "),
  };
  shared.duties.set(delivery.alert, duty);
  return duty;
}

function leadOf(delivery: Claimed, { template, facts }: IncidentNotice): string {
  const lead = words.lead[template](oneLine(facts.place, 120));
  if (template !== "escalation" || !delivery.about_name) return lead;
  const { about_name, about_function, about_organisation, about_state } = delivery;
  const where = about_organisation && about_organisation !== about_name ? about_organisation : "";
  const role = about_function && about_function !== "mailbox" ? shortFunctionWords(about_function) : "";
  const context = [role, oneLine(where, 120)].filter(Boolean).join(", ");
  const who = `${oneLine(about_name, 120)}${context ? ` (${context})` : ""}`;
  const failed = about_state === "refused" || about_state === "dead";
  return `${lead}\n${failed ? words.unreached(who) : words.unanswered(who)}`;
}

function readerOf(delivery: Claimed): string {
  const organisation = oneLine(delivery.organisation_name, 120);
  const role =
    delivery.function === "mailbox"
      ? words.mailboxOf(organisation)
      : words.asFunction(functionWords(delivery.function), organisation);
  return [role, words.via[delivery.via] ?? ""].filter(Boolean).join(" ");
}
