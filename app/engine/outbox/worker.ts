import { randomUUID } from "node:crypto";
import type { Database } from "#app/platform/database/database.ts";
import { type Claimed, claim, type Notice, readNotice, release } from "./claim.ts";
import { type Answer, type Outcome, outcomeOf, settle } from "./outcome.ts";
import { reportFailures, sealFinished } from "./record.ts";

/** A way out. `send` must end by itself well within the lease (claim.ts). */
export type Channel = { send(delivery: Claimed, notice: Notice): Promise<Answer>; concurrency: number };
export type OutboxOptions = {
  channels: Record<string, Channel>;
  now: () => Date;
  onError: (error: unknown) => void;
  /** Rows claimed at once. */
  batch?: number;
};

/** Sends what is due until nothing is, then waits to be woken. Any number of workers, in any number of processes. */
export function outboxWorker(db: Database, options: OutboxOptions) {
  const { channels, now, onError, batch = 200 } = options;
  const worker = randomUUID();
  const notices = new Map<string, Notice>();
  let running: Promise<number> | null = null;
  let stopped = false;

  async function noticeOf(id: string): Promise<Notice> {
    let notice = notices.get(id);
    if (!notice) {
      if (notices.size > 50) notices.clear();
      notice = await readNotice(db, id);
      notices.set(id, notice);
    }
    return notice;
  }

  async function sendOne(delivery: Claimed): Promise<Outcome> {
    const channel = channels[delivery.channel];
    const answer: Answer = channel
      ? await channel.send(delivery, await noticeOf(delivery.notice_id)).catch((error: unknown) => {
          onError(error);
          return {
            ok: false as const,
            permanent: false,
            reason: error instanceof Error ? error.message : "erreur",
          };
        })
      : { ok: false, permanent: true, reason: `canal « ${delivery.channel} » non configuré` };
    return outcomeOf(delivery, answer, now(), Math.random());
  }

  async function sendBatch(claimed: Claimed[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    const lane = async () => {
      while (next < claimed.length) outcomes.push(await sendOne(claimed[next++] as Claimed));
    };
    const lanes = Math.max(...Object.values(channels).map((channel) => channel.concurrency), 1);
    await Promise.all(Array.from({ length: Math.min(lanes, claimed.length) }, lane));
    return outcomes;
  }

  async function drain(): Promise<number> {
    let sent = 0;
    const touched = new Set<string>();
    const failed: string[] = [];
    // The next batch is claimed and the last one written while this one is on the wire.
    let claiming = claim(db, worker, now(), batch);
    let writing: Promise<void> = Promise.resolve();
    for (;;) {
      const { toSend, cancelled } = await claiming;
      for (const id of cancelled) touched.add(id);
      if (toSend.length === 0 || stopped) break;
      claiming = claim(db, worker, now(), batch);
      claiming.catch(() => {});
      const outcomes = await sendBatch(toSend);
      for (const { notice_id } of toSend) touched.add(notice_id);
      for (const one of outcomes) if (one.state === "refused" || one.state === "dead") failed.push(one.id);
      sent += outcomes.filter((one) => one.state === "sent").length;
      await writing;
      writing = settle(db, worker, now(), outcomes);
      writing.catch(() => {});
    }
    await writing;
    if (stopped) await release(db, worker);
    for (let i = 0; i < failed.length; i += 500) await reportFailures(db, failed.slice(i, i + 500), now());
    if (touched.size > 0) await sealFinished(db, [...touched], now());
    return sent;
  }

  return {
    /** Sends all that is due now; one run at a time. @returns how many were sent. */
    run(): Promise<number> {
      running ??= drain().finally(() => {
        running = null;
      });
      return running;
    },
    /** Lets what is on the wire finish, gives the rest back. */
    async stop(): Promise<void> {
      stopped = true;
      await running?.catch(() => {});
    },
    id: worker,
  };
}

/** Notices whose deliveries were all settled by a process that died before sealing them. */
export async function sealForgotten(db: Database, now: Date): Promise<void> {
  const rows = await db.query<{ id: string }>("select id from notice where state = 'sending' limit 500");
  if (rows.length > 0)
    await sealFinished(
      db,
      rows.map((row) => row.id),
      now,
    );
  const failed = await db.query<{ id: string }>(
    `select d.id from delivery d where d.state in ('dead', 'refused') and not exists (
       select 1 from task t where t.dossier_id = d.dossier_id and t.kind = 'dead-letter' and t.data->'deliveries' ? d.id::text)
       and d.claimed_at < $1::timestamptz - interval '1 minute' limit 500`,
    [now.toISOString()],
  );
  if (failed.length > 0)
    await reportFailures(
      db,
      failed.map((row) => row.id),
      now,
    );
}
