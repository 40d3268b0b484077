import PostalMime, { type Email } from "postal-mime";

export type Returned = {
  /** failed, delayed, delivered: what a report says; reply: someone or something answered; unknown: nothing we know. */
  kind: "failed" | "delayed" | "delivered" | "reply" | "unknown";
  /** The delivery it is about, read from the return path or from the message returned; null when neither says. */
  delivery: string | null;
  /** Enhanced status, « 5.1.1 ». */
  status: string | null;
  /** Whom the report is about, in lower case; only to compare with the address of the delivery, never kept. */
  recipient: string | null;
  /** When the report was written; the date of reading when it says none or nonsense. */
  at: Date;
};

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
/** « retours+<delivery>@… » (VERP), then « <delivery…@host> » of our Message-ID in what was returned. */
const RETURN_PATH = new RegExp(`\\+(${UUID})@`, "i");
const MESSAGE_ID = new RegExp(`<(${UUID})[^>\\s]{0,80}@`, "i");
const STATUS = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const REFUSED = /\b(5\.\d{1,3}\.\d{1,3}|55[0-4])\b/;
/** Headers in which the address that a message reached is kept. */
const ENVELOPE = [
  "to",
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-envelope-to",
  "x-failed-recipients",
];

/**
 * Reads a message of the mailbox of returns: a delivery report (RFC 3464), an old bounce, or an answer of a person or
 * of their absence (RFC 3834), which is no failure.
 * @param raw the message, or its beginning: a report cut after its first parts still says what it says.
 */
export async function readReturn(raw: Uint8Array, now: Date): Promise<Returned> {
  const mail = await PostalMime.parse(raw, {
    maxNestingDepth: 20,
    forceRfc822Attachments: true,
    attachmentEncoding: "utf8",
  });
  const parts = mail.attachments.map(({ mimeType, content }) => ({ mimeType, text: String(content) }));
  const report = parts.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType))?.text;
  const returned = parts.filter(({ mimeType }) => /rfc822|global/.test(mimeType)).map(({ text }) => text);
  const found = { delivery: deliveryOf(mail, returned), at: dateOf(mail, now) };
  if (report !== undefined) return { ...found, ...readReport(report) };
  return { ...found, recipient: null, ...readPlain(mail) };
}

function deliveryOf(mail: Email, returned: string[]): string | null {
  const envelope = mail.headers.filter(({ key }) => ENVELOPE.includes(key)).map(({ value }) => value);
  const verp = RETURN_PATH.exec(envelope.join("\n"))?.[1];
  const originals = returned.map((text) => /^message-id:\s*(.+)$/im.exec(text)?.[1] ?? "");
  const answered = mail.headers.filter(({ key }) => ["in-reply-to", "references"].includes(key));
  const named = [...originals, ...answered.map(({ value }) => value), (mail.text ?? "").slice(0, 20_000)];
  const id = verp ?? named.map((text) => MESSAGE_ID.exec(text)?.[1]).find(Boolean);
  return id?.toLowerCase() ?? null;
}

const dateOf = ({ date }: Email, now: Date): Date => {
  const said = new Date(date ?? Number.NaN);
  return Number.isNaN(said.getTime()) || said > now ? now : said;
};

const kinds: Record<string, Returned["kind"]> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "delivered",
  relayed: "delivered",
  expanded: "delivered",
};

/** The fields of the recipients (RFC 3464 §2.3): one of ours a message, so the worst that is said is of it. */
function readReport(report: string): Pick<Returned, "kind" | "status" | "recipient"> {
  const text = report
    .slice(0, 50_000)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ");
  const blocks = text.split(/\n\s*\n/).map((block) => ({
    kind: kinds[field(block, "action")] ?? null,
    status:
      STATUS.exec(field(block, "status"))?.[1] ?? STATUS.exec(field(block, "diagnostic-code"))?.[1] ?? null,
    recipient: addressIn(field(block, "original-recipient")) ?? addressIn(field(block, "final-recipient")),
  }));
  const said = blocks.filter(({ kind }) => kind !== null);
  const one = said.find(({ kind }) => kind === "failed") ?? said[0];
  return { kind: one?.kind ?? "unknown", status: one?.status ?? null, recipient: one?.recipient ?? null };
}

const field = (block: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(block)?.[1]?.trim().toLowerCase() ?? "";
/** « rfc822; someone@example.org » */
const addressIn = (value: string): string | null => /;\s*<?([^\s<>;]+@[^\s<>;]+)>?/.exec(value)?.[1] ?? null;

/** No report: an answer says so itself; a server that does not speak RFC 3464 says a code, from an empty return path. */
function readPlain(mail: Email): Pick<Returned, "kind" | "status"> {
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value.toLowerCase() ?? "";
  const automatic = header("auto-submitted");
  const replied =
    automatic.startsWith("auto-replied") ||
    ["x-autoreply", "x-autorespond", "x-auto-response-suppress"].some((name) => header(name) !== "") ||
    /auto_reply|junk/.test(header("precedence")) ||
    /^(re|rép|tr|fwd?)\s*:|réponse automatique|absence|out of office|automatic reply/i.test(
      mail.subject ?? "",
    );
  if (replied) return { kind: "reply", status: null };
  const from = mail.from?.address?.toLowerCase() ?? "";
  const server = /^(mailer-daemon|postmaster)@/.test(from) || header("return-path").trim() === "<>";
  const text = `${mail.subject ?? ""}\n${(mail.text ?? "").slice(0, 20_000)}`;
  const status = STATUS.exec(text)?.[1] ?? null;
  if (server && REFUSED.test(text))
    return { kind: "failed", status: status?.startsWith("5") ? status : null };
  return { kind: server ? "unknown" : "reply", status: null };
}
