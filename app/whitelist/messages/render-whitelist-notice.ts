import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { mail } from "#app/messages/mail.ts";
import { whitelistMail as words } from "#app/messages/whitelist-mail.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { escapeHtml, oneLine, paragraph } from "#app/ui/mail/clean.ts";
import { htmlPage, htmlSection } from "#app/ui/mail/notice-html.ts";
import { paths } from "#app/ui/paths.ts";
import { functionLabels } from "#conventions/labels.ts";
import type { WhitelistFacts } from "#machines/effects.ts";

/** Whether a notice is a whitelist request's, by its facts. */
export const isWhitelistNotice = (notice: Pick<Notice, "facts">): boolean =>
  (notice.facts as unknown as Partial<WhitelistFacts>).kind === "whitelist";

export type RenderedWhitelistMail = OutgoingMail & { messageId: string; headers: Record<string, string> };

/**
 * The message of one delivery about a request: what happened, what is expected, by which article. Pure. It leads into
 * the console: what is asked is done there, by somebody who signs in.
 */
export function renderWhitelistNotice(
  delivery: Claimed,
  notice: Notice,
  { publicUrl }: { publicUrl: string },
): RenderedWhitelistMail {
  const facts = notice.facts as unknown as WhitelistFacts;
  const duty = facts.alerts[delivery.alert] ?? { statement: words.late, expected: [] as string[] };
  const { rule, article } = delivery;
  const title = oneLine(facts.title, 120);
  const ref = oneLine(facts.ref, 40);
  const link = `${publicUrl}${paths.whitelist}/${encodeURIComponent(facts.ref)}`;
  const what = words.what(title, oneLine(facts.place, 120), ref, oneLine(facts.dispositif, 120));
  const said = facts.text ? paragraph(facts.text, 4_000) : "";
  const expected = duty.expected.slice(0, 3).map((line) => oneLine(line, 300));
  const hello = mail.hello(delivery.via === "mailbox" ? null : oneLine(delivery.name, 120));
  const lead = paragraph(duty.statement, 700);
  const why = `${mail.rule(rule, article)}\n${readerOf(delivery)}`;
  const numbered = expected.map((line, n) => `${n + 1}. ${line}`);
  const sections = [
    ...(expected.length > 0 ? [{ title: words.expected, body: "", todo: expected }] : []),
    ...(said ? [{ title: words.said, body: said, todo: [] }] : []),
    { title: words.request, body: what, todo: [] },
  ];
  return {
    to: delivery.address,
    subject: `[Tocsin] ${words.kind} · ${ref} · ${oneLine(title, 80)}`,
    text: [
      hello,
      lead,
      ...(expected.length > 0 ? [`${words.expected.toUpperCase()}\n${numbered.join("\n")}`] : []),
      ...(said ? [`${words.said.toUpperCase()}\n${said}`] : []),
      `${words.request.toUpperCase()}\n${what}`,
      `${words.press} :\n${link}`,
      `${mail.why.toUpperCase()}\n${why}`,
      `${words.automatic}\n`,
    ].join("\n\n"),
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(lead), duty: "" },
      facts: sections.map((one) => htmlSection(one.title, one.body, one.todo)).join(""),
      ...{ link: escapeHtml(link), press: words.press, hint: escapeHtml(words.hint) },
      why: escapeHtml(why).replaceAll("\n", "<br>"),
      exercise: false,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": ref,
    },
  };
}

function readerOf(delivery: Claimed): string {
  const organisation = oneLine(delivery.organisation_name, 120);
  const label = functionLabels[delivery.function as keyof typeof functionLabels] ?? delivery.function;
  const role =
    delivery.via === "mailbox" ? mail.mailboxOf(organisation) : mail.asFunction(label, organisation);
  return [role, mail.via[delivery.via] ?? ""].filter(Boolean).join(" ");
}
