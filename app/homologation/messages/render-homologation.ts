import type { Claimed, Notice } from "#app/engine/outbox/claim.ts";
import { homologationMail as words } from "#app/messages/homologation-mail.ts";
import { mail } from "#app/messages/mail.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { oneLine } from "#app/ui/mail/clean.ts";
import { type MailPart, partMail } from "#app/ui/mail/part-mail.ts";
import type { HomologationFacts } from "#machines/effects.ts";

/** Whether a notice is a homologation's. */
export const isHomologationNotice = ({ facts }: Pick<Notice, "facts">): boolean =>
  (facts as unknown as Partial<HomologationFacts>).kind === "homologation";

/** The message to an authority, to whoever leads a dossier, to the desk of a federation: what, what is expected, by which article. Pure. */
export function renderHomologation(
  delivery: Claimed,
  notice: Notice,
  { publicUrl }: { publicUrl: string },
): OutgoingMail & { messageId: string; headers: Record<string, string> } {
  const facts = notice.facts as unknown as HomologationFacts;
  const duty = facts.alerts[delivery.alert] ?? Object.values(facts.alerts)[0];
  const { statement = "", expected = [] } = duty ?? {};
  const member = facts.ref.startsWith("FED-");
  const at = member ? "homologation/federation" : "homologation";
  const link = `${publicUrl}/${at}/${encodeURIComponent(facts.ref)}`;
  const hello = mail.hello(oneLine(delivery.name, 120));
  const why = words.because(delivery.rule, delivery.article);
  const parts: MailPart[] = [
    {
      title: words.what,
      body: [statement, `${facts.title} · ${facts.ref} · ${facts.dispositif}`].join("\n"),
      todo: [] as string[],
    },
    ...(expected.length > 0 ? [{ title: words.expected, body: "", todo: expected }] : []),
    ...(facts.text ? [{ title: words.said, body: facts.text, todo: [] as string[] }] : []),
  ];
  return partMail({
    ...{ delivery, publicUrl, hello, parts, link, why, lead: statement, ref: facts.ref, hint: words.signIn },
    subject: `[Tocsin] ${member ? words.federation : words.kind} · ${facts.ref} · ${oneLine(facts.title, 80)}`,
    press: words.open,
  });
}
