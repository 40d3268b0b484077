import { mail } from "#app/messages/mail.ts";
import { escapeHtml, oneLine } from "./clean.ts";
import { htmlPage, htmlSection } from "./notice-html.ts";

/** A titled part of a message: what there is to do, numbered, then what there is to know. */
export type MailPart = { title: string; body: string; todo?: string[] };

/** What leaves, and how it is known again. */
type PartMail = Record<"to" | "subject" | "text" | "html" | "messageId", string> & {
  headers: Record<string, string>;
};

/**
 * A professional message in parts with one link to press, as text and as HTML of the same words (RFC 3834: marked as
 * sent by a machine). Pure.
 * @param lead the sentence that HTML shows first
 * @param why how the reader came to be told: rule and article
 */
export function partMail({
  delivery,
  publicUrl,
  ref,
  subject,
  hello,
  lead,
  parts,
  press,
  link,
  hint,
  why,
}: {
  delivery: { id: string; address: string };
  publicUrl: string;
  ref: string;
  subject: string;
  hello: string;
  lead: string;
  parts: MailPart[];
  press: string;
  link: string;
  hint: string;
  why: string;
}): PartMail {
  const plain = parts.map(({ title, body, todo = [] }) =>
    [title.toUpperCase(), ...todo.map((line, n) => `${n + 1}. ${line}`), body].filter(Boolean).join("\n"),
  );
  const text = [
    hello,
    ...plain,
    `${press} :\n${link}\n${hint}`,
    `${mail.why.toUpperCase()}\n${why}`,
    mail.automatic,
  ];
  return {
    to: delivery.address,
    subject,
    text: `${text.join("\n\n")}\n`,
    html: htmlPage({
      ...{ hello: escapeHtml(hello), lead: escapeHtml(lead), duty: "", link: escapeHtml(link) },
      facts: parts.map(({ title, body, todo }) => htmlSection(title, body, todo)).join(""),
      press,
      hint: escapeHtml(hint),
      why: escapeHtml(why),
      exercise: false,
    }),
    messageId: `<${delivery.id}@${new URL(publicUrl).hostname}>`,
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Tocsin-Dossier": oneLine(ref, 40),
    },
  };
}
