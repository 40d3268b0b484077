import { getHeapStatistics } from "node:v8";
import { outboxWorker } from "#app/engine/outbox/worker.ts";
import { openPostgres } from "#app/platform/database/postgres.ts";
import { bareClients } from "./messages-bare.ts";
import { openWays, queueMessages } from "./messages-stage.ts";

// One side of the messages bench, in a process of its own so that its memory is its own. Warms up, then prints
// {seconds, rss, heap}. argv: side, database, messages a way, of the warm-up, smtp, http.
const [side, url, many, warm, smtp, http] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const db = openPostgres(url);
const servers = { smtp, http };

const measure = side === "ours" ? ours : (count: number) => bareClients(servers, count);
for (let n = 0; n < 2; n += 1) await measure(Number(warm));
(globalThis as { gc?: () => void }).gc?.();
const peak = { rss: 0, heap: 0 };
const watch = setInterval(() => {
  peak.rss = Math.max(peak.rss, process.memoryUsage.rss());
  peak.heap = Math.max(peak.heap, getHeapStatistics().used_heap_size);
}, 200);
const seconds = await measure(Number(many));
clearInterval(watch);
process.stdout.write(`${JSON.stringify({ seconds, ...peak })}\n`);
process.exit(0);

/** From the queue to the last message written down as sent, through the gate, on three ways at once. */
async function ours(count: number): Promise<number> {
  const ways = openWays(db, servers);
  const expected = await queueMessages(db, count);
  const onError = (error: unknown) => process.stderr.write(`${error}\n`);
  const worker = outboxWorker(db, { channels: {}, community: ways.find, now: () => new Date(), onError });
  const started = performance.now();
  await worker.run();
  const took = (performance.now() - started) / 1000;
  const [row] = await db.query<{ sent: number }>(
    "select count(*)::int sent from delivery where state = 'sent'",
  );
  if (row?.sent !== expected) throw new Error(`${row?.sent} messages sent instead of ${expected}`);
  await ways.close();
  await db.query("delete from delivery");
  return took;
}
