import { getHeapStatistics } from "node:v8";
import { createTransport } from "nodemailer";
import { openChannels } from "#app/boot/channels.ts";
import { claim, readNotice } from "#app/engine/outbox/claim.ts";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { declareIncident } from "#app/incident/commands/declare-incident.ts";
import { renderNotice } from "#app/incident/messages/render-notice.ts";
import type { OutgoingMail } from "#app/platform/channels/transport.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { declaration } from "../../support/versailles.ts";
import { callerOf } from "../world.ts";

// One side of the alert bench, in a process of its own so that its memory is its own. Warms up on the small
// directory, then prints {seconds, rss, heap} for the measured one. argv: side, small database, database, messages, small.
const [side, warmUrl, url, many, warmMany] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
const env = readEnv({ ...process.env, PUBLIC_URL: "https://tocsin.example.invalid" });
const secret = "a secret of the bench, long enough to be one";
const now = () => new Date();

const measure = side === "ours" ? ours : bare;
for (let n = 0; n < 3; n += 1) await measure(warmUrl, Number(warmMany));
const peak = { rss: 0, heap: 0 };
const watch = setInterval(() => {
  // Asking for it stops the process for a millisecond: seldom, so that the measure is of the sending.
  peak.rss = Math.max(peak.rss, process.memoryUsage.rss());
  peak.heap = Math.max(peak.heap, getHeapStatistics().used_heap_size);
}, 200);
const seconds = await measure(url, Number(many));
clearInterval(watch);
process.stdout.write(`${JSON.stringify({ seconds, ...peak })}\n`);
process.exit(0);

/** From the declaration to the last message taken and its record sealed. */
async function ours(database: string, expected: number): Promise<number> {
  const db = openPostgres(database);
  const caller = await callerOf(db, "dane");
  const { channels, smtp } = openChannels(env, secret, createLog({ LOG_LEVEL: "silent" }));
  const worker = outboxWorker(db, {
    channels,
    now,
    onError: (error) => process.stderr.write(`${error}\n`),
  });
  const started = performance.now();
  await declareIncident(db, caller, declaration({ perimeter: "dispositif", category: "other" }), now());
  const sent = await worker.run();
  const took = (performance.now() - started) / 1000;
  if (sent !== expected) throw new Error(`${sent} messages sent instead of ${expected}`);
  await smtp.close();
  await db.close();
  return took;
}

/** The same messages in a bare pooled nodemailer loop: nothing read, rendered or written down. */
async function bare(database: string, messages: number): Promise<number> {
  const sample = await rendered(database);
  const pool = createTransport({
    pool: true,
    url: env.SMTP_URL as string,
    maxConnections: 10,
    maxMessages: Number.POSITIVE_INFINITY,
  } as Parameters<typeof createTransport>[0]);
  const started = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < messages) {
      const { messageId = "", headers = {}, ...mail } = sample[next % sample.length] as OutgoingMail;
      next += 1;
      await pool.sendMail({ ...mail, from: env.MAIL_FROM, headers, messageId: `${next}${messageId}` });
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  const took = (performance.now() - started) / 1000;
  pool.close();
  return took;
}

/** Two hundred messages as ours are, from an incident of their own that is not sent. */
async function rendered(database: string): Promise<OutgoingMail[]> {
  const db = openPostgres(database, 2);
  const caller = await callerOf(db, "dane");
  await declareIncident(db, caller, declaration({ perimeter: "dispositif", category: "other" }), now());
  const { toSend } = await claim(db, "00000000-0000-0000-0000-000000000000", now(), 200);
  const mails: OutgoingMail[] = [];
  for (const delivery of toSend)
    mails.push(
      renderNotice(delivery, await readNotice(db, delivery.notice_id), { publicUrl: env.publicUrl, secret }),
    );
  await db.query("update delivery set state = 'cancelled' where state in ('queued', 'sending')");
  await db.close();
  return mails;
}
