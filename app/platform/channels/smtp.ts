import { createTransport } from "nodemailer";
import type { Dkim } from "../dkim.ts";
import type { Env } from "../env.ts";
import { answerOf, isOutage } from "./smtp-answer.ts";
import { type Answer, type MailTransport, noTransport, type OutgoingMail } from "./transport.ts";

export type SmtpOptions = {
  /** smtp:// or smtps://, with credentials if the server wants them; absent: nothing can be sent. */
  url: string | undefined;
  from: string;
  /** Signs each message; absent: whoever relays it may. */
  dkim?: Dkim | undefined;
  /** Address to which what cannot be delivered comes back; each message has its own (VERP: local+delivery@domain). */
  returnPath?: string | undefined;
  /** Told when the server goes and when it comes back, once each. */
  log?: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  /** Longest that one send may last; tests shorten it. */
  limitMs?: number;
  connections?: number;
  /** Whether a message whose connection was cut goes out again by itself; not behind a gate. Once by default. */
  requeues?: number;
};

const CONNECTIONS = 10;
/** Together below LIMIT_MS, itself below the lease of a claim (60 s): a send never outlives its claim. */
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 8_000,
  greetingTimeout: 8_000,
  socketTimeout: 20_000,
};
const LIMIT_MS = 40_000;
/** One connection cut proves nothing; this many failures with no answer in between are an outage. */
const STRIKES = 3;

/** One plain address: no list, no name, nothing that a server or a header could read as more than one. */
const ADDRESS = /^[^\s\p{Cc}<>,;:"()[\]\\@]{1,64}@[^\s\p{Cc}<>,;:"()[\]\\@]{1,255}$/u;
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");

/** The delivery stands at the beginning of its Message-ID; in the return path it names which message came back. */
function envelopeOf({ to, messageId = "" }: OutgoingMail, returnPath: string | undefined) {
  const delivery = /^<([0-9a-f-]{36})\b/.exec(messageId)?.[1];
  if (!returnPath) return {};
  const at = returnPath.lastIndexOf("@");
  const from = delivery ? `${returnPath.slice(0, at)}+${delivery}${returnPath.slice(at)}` : returnPath;
  return { envelope: { from, to } };
}

/** What the environment says of outgoing mail, for every transport of the console. */
export const mailOptions = (
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM"> & Partial<Pick<Env, "MAIL_RETURN_PATH" | "dkim">>,
) => ({
  url: env.SMTP_URL,
  from: env.MAIL_FROM,
  dkim: env.dkim,
  returnPath: env.MAIL_RETURN_PATH,
});

/**
 * Mail through one SMTP server, its connections (ten unless said otherwise) kept open.
 *
 * When the server is gone, one message at a time tries it and the others are answered at once: 45,308 deliveries do
 * not each wait for a time-out, and the outbox spaces their tries (backoff with jitter).
 */
export function smtpTransport(options: SmtpOptions): MailTransport {
  const { url, from, log, limitMs = LIMIT_MS, connections = CONNECTIONS, requeues = 1 } = options;
  if (!url) return noTransport();
  const pool = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    maxRequeues: requeues,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(options.dkim && { dkim: options.dkim }),
    ...TIMEOUTS,
  });
  const flying = new Set<Promise<Answer>>();
  let outage: string | null = null;
  let strikes = 0;
  let probing = false;

  const goesDown = (reason: string) => {
    strikes += 1;
    if (strikes < STRIKES) return;
    if (!outage) log?.warn({ reason }, "mail server unavailable");
    outage = reason;
  };
  const comesBack = () => {
    if (outage) log?.info({}, "mail server back");
    outage = null;
    strikes = 0;
  };

  async function attempt(mail: OutgoingMail): Promise<Answer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), limitMs);
    try {
      const sent = await pool.sendMail({
        from,
        to: { name: "", address: mail.to },
        subject: oneLine(mail.subject),
        text: mail.text,
        html: mail.html,
        signal: abort.signal,
        ...envelopeOf(mail, options.returnPath),
        ...(mail.messageId && { messageId: oneLine(mail.messageId) }),
        ...(mail.headers && { headers: mail.headers }),
        ...(mail.event && { icalEvent: { ...mail.event, filename: "seance.ics" } }),
      });
      comesBack();
      const queued = /queued as\s+<?([\w.@-]{1,120})/i.exec(sent.response ?? "")?.[1];
      return { ok: true, providerId: queued ?? sent.messageId };
    } catch (error) {
      const answer = answerOf(error);
      if (isOutage(error)) goesDown(answer.reason);
      else comesBack();
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(mail: OutgoingMail): Promise<Answer> {
    if (!ADDRESS.test(mail.to)) return { ok: false, permanent: true, reason: "adresse mal formée" };
    if (!outage) return attempt(mail);
    if (probing) return { ok: false, permanent: false, reason: outage };
    probing = true;
    return attempt(mail).finally(() => {
      probing = false;
    });
  }

  return {
    concurrency: connections,
    send(mail) {
      const one = send(mail);
      flying.add(one);
      return one.finally(() => flying.delete(one));
    },
    verify: () =>
      pool.verify().then(
        () => true,
        () => false,
      ),
    async close() {
      await Promise.allSettled(flying);
      pool.close();
    },
  };
}
