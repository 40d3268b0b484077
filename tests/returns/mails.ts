/** Mail as servers and people send it back. */
export const HOST = "tocsin.example.invalid";

const boundary = "=_frontiere";
type Report = {
  delivery?: string;
  address?: string;
  action?: string;
  status?: string;
  verp?: boolean;
  headers?: string;
  original?: string | null;
  at?: string;
};

/** A delivery report, RFC 3464. */
export function dsn(report: Report = {}): string {
  const {
    delivery = "",
    address = "ien@agents.example.invalid",
    action = "failed",
    status = "5.1.1",
  } = report;
  const original =
    report.original === undefined
      ? `Message-ID: <${delivery}@${HOST}>\r\nSubject: [Tocsin] alerte\r\nTo: ${address}`
      : report.original;
  return [
    "Return-Path: <>",
    `To: ${report.verp ? `retours+${delivery}@${HOST}` : `retours@${HOST}`}`,
    "From: MAILER-DAEMON@mx.example.invalid",
    "Subject: Undelivered Mail Returned to Sender",
    `Date: ${report.at ?? "Tue, 24 Mar 2026 03:00:00 +0000"}`,
    ...(report.headers ? [report.headers] : []),
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain",
    "",
    "This is the mail system.",
    `--${boundary}`,
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.invalid",
    "",
    `Original-Recipient: rfc822;${address}`,
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    "Diagnostic-Code: smtp; 550 <someone@agents.example.invalid>:",
    "    User unknown",
    "",
    ...(original === null ? [] : [`--${boundary}`, "Content-Type: text/rfc822-headers", "", original]),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

/** Any other message. */
export const plainMail = (headers: Record<string, string>, text: string): string =>
  [
    ...Object.entries({ Date: "Tue, 24 Mar 2026 03:00:00 +0000", ...headers }).map(([k, v]) => `${k}: ${v}`),
    "",
    text,
  ].join("\r\n");
