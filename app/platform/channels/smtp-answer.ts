import type { Answer } from "./transport.ts";

type SmtpError = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  rejectedErrors?: SmtpError[];
};

/** The server knows the address and says no for good; 503 is about the session, 53x our credentials, 552 a full mailbox. */
const FOR_GOOD = (code: number) => code >= 500 && ![503, 530, 534, 535, 538, 552].includes(code);

const words: Record<string, string> = {
  ECONNECTION: "connexion fermée par le serveur de courriel",
  ESOCKET: "serveur de courriel injoignable",
  ETIMEDOUT: "le serveur de courriel n’a pas répondu à temps",
  EABORT: "le serveur de courriel n’a pas répondu à temps",
  EDNS: "nom du serveur de courriel introuvable",
  ETLS: "chiffrement refusé par le serveur de courriel",
  EAUTH: "le serveur de courriel refuse nos identifiants",
  ENOAUTH: "le serveur de courriel demande des identifiants",
  EPROTOCOL: "réponse incomprise du serveur de courriel",
};

/** « 550 5.1.1 »: the numbers of a reply. Its words are left out, since servers repeat addresses in them. */
function numbers({ responseCode, response }: SmtpError): string {
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? "")?.[0];
  return [responseCode, enhanced].filter(Boolean).join(" ");
}

/** What an error of the transport means for this delivery, without personal data. */
export function answerOf(thrown: unknown): Answer & { ok: false } {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as SmtpError;
  const { code = "", command = "" } = error;
  const reply = error.responseCode ?? 0;
  if (code === "EENVELOPE" && command === "API")
    return { ok: false, permanent: true, reason: "adresse mal formée" };
  const aboutRecipient = command === "RCPT TO" || command === "DATA";
  if (reply && aboutRecipient && FOR_GOOD(reply))
    return {
      ok: false,
      permanent: true,
      reason: `adresse ou message refusé par le serveur (${numbers(error)})`,
    };
  if (command === "MAIL FROM" && reply)
    return { ok: false, permanent: false, reason: `le serveur refuse l’expéditeur (${numbers(error)})` };
  const said = words[code];
  if (said) return { ok: false, permanent: false, reason: reply ? `${said} (${numbers(error)})` : said };
  const reason = reply
    ? `le serveur de courriel demande d’attendre (${numbers(error)})`
    : `envoi impossible pour l’instant${/^[A-Z]{3,20}$/.test(code) ? ` (${code})` : ""}`;
  return { ok: false, permanent: false, reason };
}

/** Whether the error is of the server as a whole rather than of this message: the next one would meet it too. */
export function isOutage(thrown: unknown): boolean {
  const { code = "", command = "", responseCode } = thrown as SmtpError;
  if (responseCode === 421) return true;
  if (command === "RCPT TO" || command === "DATA" || command === "API") return false;
  return code in words;
}
