import { randomUUID } from "node:crypto";
import type { Database } from "#app/platform/database/database.ts";
import { type Claimed, claim, giveBack, LEASE_SECONDS, type Notice, readNotice, release } from "./claim.ts";
import { type Answer, type Outcome, outcomeOf, settle } from "./outcome.ts";
import { reportFailures, sealFinished } from "./record.ts";

/** A way out. `send` must end by itself within LONGEST_SEND_SECONDS. */
export type Channel = { send(delivery: Claimed, notice: Notice): Promise<Answer>; concurrency: number };
export type OutboxOptions = {
  channels: Record<string, Channel>;
  now: () => Date;
  onError: (error: unknown) => void;
  /** Rows claimed at once. */
  batch?: number;
  /** How old a claim may be when its message leaves; tests shorten it. */
  freshMs?: number;
};

const LONGEST_SEND_SECONDS = 45;
/** A message of a batch that waited longer could still be on the wire when its lease ends: it is given back. */
const FRESH_MS = (LEASE_SECONDS - LONGEST_SEND_SECONDS) * 1000;

/** Sends what is due until nothing is, then waits to be woken. Any number of workers, in any number of processes. */
export function outboxWorker(db: Database, options: OutboxOptions) {
  const { channels, now, onError, batch = 200, freshMs = FRESH_MS } = options;
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

  async function answerTo(delivery: Claimed): Promise<Answer> {
    const channel = channels[delivery.channel];
    if (!channel)
      return { ok: false, permanent: true, reason: `canal « ${delivery.channel} » non configuré` };
    try {
      return await channel.send(delivery, await noticeOf(delivery.notice_id));
    } catch (error) {
      onError(error);
      return { ok: false, permanent: false, reason: error instanceof Error ? error.message : "erreur" };
    }
  }

  async function sendBatch(claimed: Claimed[], since: number): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    let next = 0;
    const fresh = () => !stopped && performance.now() - since < freshMs;
    const lane = async () => {
      while (next < claimed.length && fresh()) {
        const delivery = claimed[next++] as Claimed;
        outcomes.push(outcomeOf(delivery, await answerTo(delivery), now(), Math.random()));
      }
    };
    const lanes = Math.max(...Object.values(channels).map((channel) => channel.concurrency), 1);
    await Promise.all(Array.from({ length: Math.min(lanes, claimed.length) }, lane));
    const late = claimed.slice(next).map((delivery) => delivery.id);
    if (late.length > 0) await giveBack(db, worker, late);
    return outcomes;
  }

  const claimNow = async () => ({ since: performance.now(), ...(await claim(db, worker, now(), batch)) });

  /** What was sent must be written: a database away for a moment must not make two hundred people read it twice. */
  async function write(outcomes: Outcome[]): Promise<void> {
    for (let left = 20; ; left -= 1)
      try {
        return await settle(db, worker, now(), outcomes);
      } catch (error) {
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
  }

  async function drain(): Promise<number> {
    let sent = 0;
    const touched = new Set<string>();
    const failed: string[] = [];
    // The next batch is claimed and the last one written while this one is on the wire.
    let claiming = claimNow();
    let writing: Promise<void> = Promise.resolve();
    let gaveBack = false;
    for (;;) {
      const { toSend, cancelled, since } = await claiming;
      for (const id of cancelled) touched.add(id);
      // A claim made before some were given back has not seen them: ask once more.
      if (stopped || (toSend.length + cancelled.length === 0 && !gaveBack)) break;
      gaveBack = false;
      claiming = claimNow();
      claiming.catch(() => {});
      const outcomes = await sendBatch(toSend, since);
      gaveBack = outcomes.length < toSend.length;
      for (const { notice_id } of toSend) touched.add(notice_id);
      for (const one of outcomes) if (one.state === "refused" || one.state === "dead") failed.push(one.id);
      sent += outcomes.filter((one) => one.state === "sent").length;
      await writing;
      writing = write(outcomes);
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
