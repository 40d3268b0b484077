import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { mail, zoneWords } from "#app/messages/mail.ts";
import { reachability } from "#app/messages/reachability.ts";
import { ackPath } from "#app/platform/ack-link.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import { formatDateTime } from "#app/ui/time/format.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { ReachabilityFacts } from "#machines/effects.ts";

const { mail: words } = reachability;

/** Whether a notice is a test's, by its facts: reminders bear the same template as an incident's. */
export const isReachabilityNotice = ({ facts }: Pick<Notice, "facts">): boolean =>
  (facts as unknown as Partial<ReachabilityFacts>).kind === "reachability";

/** The message of one person tested; the link of a reminder is that of the first message. Pure. */
export function renderTest(
  delivery: Claimed,
  notice: Notice,
  { publicUrl, secret }: { publicUrl: string; secret: string },
): OutgoingMail & { messageId: string; headers: Record<string, string> } {
  const facts = notice.facts as unknown as ReachabilityFacts;
  const reminder = notice.template === "reminder";
  const link = publicUrl + ackPath(secret, reminder ? (delivery.about_id ?? delivery.id) : delivery.id);
  const duty = facts.alerts[delivery.alert];
  const until = words.before(
    formatDateTime(new Date(facts.endsAt), facts.timezone),
    zoneWords(facts.timezone),
  );
  const hello = mail.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  const parts = [
    [
      words.what,
      [duty?.statement ?? "", `${oneLine(facts.title, 160)} · ${facts.ref} · ${facts.dispositif}`].join("\n"),
    ],
    [words.expected, [...(duty?.expected ?? []), until].join("\n")],
    ...(facts.text ? [[words.said, paragraph(facts.text, 1_000)]] : []),
  ] as [string, string][];
  const organisation = oneLine(delivery.organisation_name, 120);
  const label =
    (functionLabels as Record<string, string>)[delivery.function] ?? oneLine(delivery.function, 60);
  const why = `${words.because} ${mail.asFunction(label, organisation)}`;
  const text = [
    hello,
    words.lead,
    ...parts.map(([title, body]) => `${title.toUpperCase()}\n${body}`),
    `${words.press} :\n${link}\n${words.hint}`,
    `${mail.why.toUpperCase()}\n${why}`,
    mail.automatic,
  ];
  const marks = ["[Tocsin]", reminder ? words.reminder : "", words.kind].filter(Boolean).join(" · ");
  return {
    to: delivery.address,
    subject: `${marks} · ${facts.ref}`,
    text: `${text.join("\n\n")}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(words.lead), duty: "", link: escapeHtml(link) },
      facts: parts.map(([title, body]) => htmlSection(title, body)).join(""),
      press: words.press,
      hint: escapeHtml(words.hint),
      why: escapeHtml(why),
      exercise: false,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": oneLine(facts.ref, 40),
    },
  };
}
