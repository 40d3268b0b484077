import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { messageMail as words } from "#app/messages/communication-mail.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import { formatEnd } from "#app/ui/time/format.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { MessageNotice } from "./message-notice.ts";

export type RenderedMessageMail = OutgoingMail & { messageId: string; headers: Record<string, string> };

/** What is the same for everybody asked by one line: made once, 5,500 heads of school get it. */
type Shared = { subject: string; lead: string; text: string; html: string; why: string; console: string };
const prepared = new WeakMap<MessageNotice, Map<string, Shared>>();

/**
 * The e-mail of one delivery about a message to the community: what is asked, the message itself, by when, what
 * silence gives and by which article. Pure. A head of school answers by a sealed link; an authority in the console,
 * since its answer holds for a whole territory.
 * @param given a notice whose facts are such a message's (`isMessageNotice`).
 */
export function renderMessageNotice(
  delivery: Claimed,
  given: Notice,
  { publicUrl, secret }: { publicUrl: string; secret: string },
): RenderedMessageMail {
  const notice = given as unknown as MessageNotice;
  const { facts, template } = notice;
  const shared = sharedOf(notice, delivery, publicUrl);
  const sealed = template === "message-decision";
  const link = sealed ? publicUrl + ackPath(secret, delivery.id) : shared.console;
  const hello = mail.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  const hint = sealed ? words.pressHint : words.signIn;
  const why = `${shared.why}\n${readerOf(delivery)}`;
  const text = [
    facts.exercise ? mail.exerciseLine : "",
    hello,
    shared.lead,
    `${words.press[template]} :\n${link}\n${hint}`,
    shared.text,
    `${mail.why.toUpperCase()}\n${why}`,
    mail.automatic,
  ];
  return {
    to: delivery.address,
    subject: shared.subject,
    text: `${text.filter(Boolean).join("\n\n")}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(shared.lead), facts: shared.html, duty: "" },
      ...{ link: escapeHtml(link), press: words.press[template], hint: escapeHtml(hint) },
      why: escapeHtml(why).replaceAll("\n", "<br>"),
      exercise: facts.exercise,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": oneLine(facts.ref, 40),
    },
  };
}

function sharedOf(notice: MessageNotice, delivery: Claimed, publicUrl: string): Shared {
  const lines = prepared.get(notice) ?? new Map<string, Shared>();
  prepared.set(notice, lines);
  const known = lines.get(delivery.alert);
  if (known) return known;
  const { facts, template, key } = notice;
  const ref = oneLine(facts.ref, 40);
  const title = oneLine(facts.title, 80);
  const duty = facts.alerts[delivery.alert];
  const again = key.endsWith(".retard") ? words.late : /\.rappel\b/.test(key) ? words.reminder : "";
  const kind = [again, words.kind[template]].filter(Boolean).join(" · ");
  const marks = [facts.exercise ? mail.exercise : "", "[Tocsin]", kind];
  const due = duty?.answerBy ? formatEnd(new Date(duty.answerBy), facts.timezone) : null;
  const by = due ? words.answerBy(due, zoneWords(facts.timezone)) : "";
  const parts = [
    ...(duty && duty.expected.length > 0 ? [part(words.titles.expected, by, duty.expected)] : []),
    ...(facts.text ? [part(words.titles.said, paragraph(facts.text, 4_000))] : []),
    part(
      words.titles.what,
      [
        title,
        words.carrier(oneLine(facts.carrier, 160), oneLine(facts.processName, 40)),
        words.reference(ref, oneLine(facts.dispositif, 120)),
      ].join("\n"),
    ),
    ...(facts.words ? [part(words.titles.message, paragraph(facts.words, 8_000))] : []),
  ];
  const shared: Shared = {
    subject: `${marks.filter(Boolean).join(" ")} · ${ref} · ${title}`,
    lead: oneLine(duty?.statement ?? "", 600),
    text: parts.map((one) => one.text).join("\n\n"),
    html: parts.map((one) => one.html).join(""),
    why: mail.rule(delivery.rule, delivery.article),
    console: `${publicUrl}/messages/${encodeURIComponent(facts.ref)}`,
  };
  lines.set(delivery.alert, shared);
  return shared;
}

function part(title: string, body: string, todo: string[] = []) {
  const numbered = todo.map((line, n) => `${n + 1}. ${line}`);
  return {
    text: [title.toUpperCase(), ...numbered, body].filter(Boolean).join("\n"),
    html: htmlSection(title, body, todo),
  };
}

function readerOf(delivery: Claimed): string {
  const organisation = oneLine(delivery.organisation_name, 120);
  const label =
    (functionLabels as Record<string, string>)[delivery.function] ?? oneLine(delivery.function, 80);
  const role =
    delivery.function === "mailbox" ? mail.mailboxOf(organisation) : mail.asFunction(label, organisation);
  return [role, mail.via[delivery.via] ?? ""].filter(Boolean).join(" ");
}
