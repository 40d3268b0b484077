import type { Mail } from "../mail.ts";

/** What a channel answers about one message; the engine's outbox reads it as its own (outbox/outcome.ts). */
export type Answer =
  | { ok: true; providerId?: string; detail?: string }
  /** `permanent`: that address will never take it (550); else try again later (4xx, connection). */
  | { ok: false; permanent: boolean; reason: string };

/** A message with the headers that machines read. */
export type OutgoingMail = Mail & {
  /** The same at each try of one delivery, so that a provider can drop a duplicate. With its angle brackets. */
  messageId?: string;
  headers?: Record<string, string>;
  /** An event for the reader's own calendar (RFC 5546), beside the text and attached. */
  event?: { method: "REQUEST" | "CANCEL"; content: string };
};

/** Whatever carries mail out. `send` always answers, and within 45 s: well under the lease of a claim. */
export type MailTransport = {
  send(mail: OutgoingMail): Promise<Answer>;
  /** Whether the server takes a connection and the credentials now. */
  verify(): Promise<boolean>;
  /** Lets what is on the wire finish, then closes. */
  close(): Promise<void>;
  /** Messages worth sending at once. */
  concurrency: number;
};

/** Without SMTP_URL: deliveries wait, then a person is told. Never a silent success. */
export function noTransport(): MailTransport {
  const reason = "aucun serveur de courriel n’est configuré (SMTP_URL)";
  return {
    concurrency: 4,
    send: async () => ({ ok: false, permanent: false, reason }),
    verify: async () => false,
    close: async () => {},
  };
}

/**
 * One message outside the outbox (a sign-in link).
 * @throws Error with the reason when the server did not take it.
 */
export async function sendNow(transport: MailTransport, mail: OutgoingMail): Promise<void> {
  const answer = await transport.send(mail);
  if (!answer.ok) throw new Error(`Courriel non envoyé : ${answer.reason}.`);
}
