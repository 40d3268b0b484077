import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { communicationMail as words } from "#app/messages/communication-mail.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import { paths } from "#app/ui/paths.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { CommunicationNotice, MessageTemplate } from "#machines/effects.ts";

export type RenderedMessageMail = OutgoingMail & { messageId: string; headers: Record<string, string> };

/** Whether a notice tells professionals of a message to the community, by its facts. */
export const isMessageNotice = (notice: Pick<Notice, "facts">): boolean =>
  (notice.facts as unknown as Partial<CommunicationNotice>).kind === "communication";

/** The whole message is in the console; a mail is read on a phone. */
const SHOWN = 6_000;

/**
 * What an authority, a head of school or the author is told of a message to the community: the words themselves, what
 * is expected, by when, by which article. Pure.
 * @param given a notice whose facts are a message's (`isMessageNotice`).
 */
export function renderMessageNotice(
  delivery: Claimed,
  given: Notice,
  { publicUrl }: { publicUrl: string },
): RenderedMessageMail {
  const facts = given.facts as unknown as CommunicationNotice;
  const template = given.template as MessageTemplate;
  const ref = oneLine(facts.ref, 40);
  const title = oneLine(facts.title, 160);
  const duty = dutyOf(facts, delivery);
  const link = `${publicUrl}${paths.messages}/${encodeURIComponent(facts.ref)}`;
  const hello = mail.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  const what = words.carried(
    oneLine(facts.processName, 40),
    oneLine(facts.carrier, 160),
    ref,
    oneLine(facts.dispositif, 160),
  );
  const sections: [string, string, string[]][] = [
    [words.titles.message, [title, what, paragraph(facts.words, SHOWN)].join("\n"), []],
    ...(facts.text
      ? [[words.titles.said, paragraph(facts.text, 2_000), []] as [string, string, string[]]]
      : []),
    ...(duty.expected.length > 0
      ? [[words.titles.expected, duty.by, duty.expected] as [string, string, string[]]]
      : []),
  ];
  const why = [duty.rule, readerOf(delivery)].filter(Boolean).join("\n");
  const marks = [facts.exercise ? mail.exercise : "", "[Tocsin]", words.kind[template]].filter(Boolean);
  const text = [
    facts.exercise ? mail.exerciseLine : "",
    hello,
    duty.statement,
    ...sections.map(([head, body, todo]) =>
      [head.toUpperCase(), ...todo.map((line, n) => `${n + 1}. ${line}`), body].join("\n"),
    ),
    `${words.press[template]} :\n${link}\n${words.signIn}`,
    `${mail.why.toUpperCase()}\n${why}`,
    mail.automatic,
  ];
  return {
    to: delivery.address,
    subject: `${marks.join(" ")} · ${ref} · ${oneLine(title, 80)}`,
    text: `${text.filter(Boolean).join("\n\n")}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(duty.statement), duty: "" },
      facts: sections.map(([head, body, todo]) => htmlSection(head, body, todo)).join(""),
      ...{ link: escapeHtml(link), press: words.press[template], hint: escapeHtml(words.signIn) },
      why: escapeHtml(why).replaceAll("\n", "<br>"),
      exercise: facts.exercise,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": ref,
    },
  };
}

function dutyOf(facts: CommunicationNotice, { alert, rule, article }: Claimed) {
  const known = facts.alerts[alert];
  const where = known?.article ?? article;
  return {
    statement: paragraph(known?.statement ?? "", 700),
    expected: (known?.expected ?? []).slice(0, 3).map((text) => oneLine(text, 300)),
    by: known?.answerBy
      ? mail.by(
          formatDateTime(new Date(Date.parse(known.answerBy) - 60_000), facts.timezone),
          zoneWords(facts.timezone),
          where,
        )
      : mail.soon(where),
    rule: mail.rule(known?.rule ?? rule, where),
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
