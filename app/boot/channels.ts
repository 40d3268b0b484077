import { isMeetingNotice, renderMeeting } from "#app/committee/messages/render-meeting.ts";
import { isMessageNotice } from "#app/communication/messages/message-notice.ts";
import { renderMessageNotice } from "#app/communication/messages/render-message-notice.ts";
import { isCrisisNotice } from "#app/crisis/messages/crisis-notice.ts";
import { renderCrisisNotice } from "#app/crisis/messages/render-crisis-notice.ts";
import type { Notice } from "#app/engine/outbox/claim.ts";
import type { Channel } from "#app/engine/outbox/worker.ts";
import { isHomologationNotice, renderHomologation } from "#app/homologation/messages/render-homologation.ts";
import { renderNotice } from "#app/incident/messages/render-notice.ts";
import { mailOptions, smtpTransport } from "#app/platform/channels/smtp.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";
import type { Send } from "#app/platform/mail.ts";
import { vapidOf } from "#app/platform/push/vapid.ts";
import { isReachabilityNotice, renderTest } from "#app/reachability/messages/render-test.ts";
import { isWhitelistNotice, renderWhitelistNotice } from "#app/whitelist/messages/render-whitelist-notice.ts";
import { withPush } from "./push.ts";

/** The ways out of this console, and what sends a single message (sign-in links). */
export function openChannels(env: Env, secret: string, log: Log, beside?: { db: Database; now: () => Date }) {
  const smtp = smtpTransport({ ...mailOptions(env), log });
  const mail: Channel = {
    concurrency: smtp.concurrency,
    send: async (delivery, notice) => {
      return smtp.send(
        rendererOf(notice)(delivery, notice, { publicUrl: env.publicUrl, secret, from: env.MAIL_FROM }),
      );
    },
  };
  const send: Send = async (message) => {
    const answer = await smtp.send(message);
    if (answer.ok) return;
    log.error({ reason: answer.reason }, "single message not sent");
    throw new Error("Le courriel n'a pas pu partir.");
  };
  return { channels: { mail: beside ? notifying(mail, beside, env, secret, log) : mail }, send, smtp };
}

/** Mail that also rings the devices of whoever asked for it. */
function notifying(
  mail: Channel,
  { db, now }: { db: Database; now: () => Date },
  env: Env,
  secret: string,
  log: Log,
) {
  return withPush(db, mail, {
    vapid: () => vapidOf(db, secret, env.publicUrl),
    inside: env.TOCSIN_INSIDE_ALLOWED,
    now,
    onError: (error) => log.error({ err: error }, "push"),
  });
}

/** A notice is written in the way of the domain that sent it. */
function rendererOf(notice: Notice) {
  if (isMessageNotice(notice)) return renderMessageNotice;
  if (isCrisisNotice(notice)) return renderCrisisNotice;
  if (isReachabilityNotice(notice)) return renderTest;
  if (isWhitelistNotice(notice)) return renderWhitelistNotice;
  if (isMeetingNotice(notice)) return renderMeeting;
  return isHomologationNotice(notice) ? renderHomologation : renderNotice;
}
