import { randomUUID } from "node:crypto";
import type { Database } from "#app/platform/database/database.ts";
import { faults } from "../faults.ts";
import { batchSize } from "./batch-size.ts";
import { type Channel, type CommunityChannels, LONGEST_SEND_SECONDS } from "./channel.ts";
import { type Claimed, LEASE_SECONDS, type Notice, readNotice } from "./claim.ts";
import { communityLanes } from "./community.ts";
import { drain } from "./drain.ts";
import { type Answer, temporary } from "./outcome.ts";
import { matchReports } from "./progress.ts";
import { reportFailures, sealFinished } from "./record.ts";

export type { Channel, CommunityChannel, CommunityChannels, Ready } from "./channel.ts";
export type OutboxOptions = {
  /** Ways out to professionals, by key. */
  channels: Record<string, Channel>;
  /** Ways out to the community; absent: each such message is refused and a person told. */
  community?: CommunityChannels;
  now: () => Date;
  onError: (error: unknown) => void;
  /** Rows claimed at once. */
  batch?: number;
  /** How old a claim may be when its message leaves; tests shorten it. */
  freshMs?: number;
};

/** A message of a batch that waited longer could still be on the wire when its lease ends: it is given back. */
const FRESH_MS = (LEASE_SECONDS - LONGEST_SEND_SECONDS) * 1000;
const notConfigured = (channel: string) => `canal « ${channel} » non configuré`;
const noCommunity: CommunityChannels = async (_, channel) => ({ refused: notConfigured(channel) });

/** Sends what is due until nothing is, then waits to be woken. Any number of workers, in any number of processes. */
export function outboxWorker(db: Database, options: OutboxOptions) {
  const { channels, now, onError, batch = 200, freshMs = FRESH_MS } = options;
  const worker = randomUUID();
  const notices = new Map<string, Notice>();
  let running: Promise<number> | null = null;
  let halted = false;
  const stopped = () => halted;

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
    if (!channel) return { ok: false, permanent: true, reason: notConfigured(delivery.channel) };
    try {
      return await channel.send(delivery, await noticeOf(delivery.notice_id));
    } catch (error) {
      onError(error);
      return temporary(error);
    }
  }

  const lanes = () => Math.max(...Object.values(channels).map((channel) => channel.concurrency), 1);
  const community = communityLanes(db, {
    channels: options.community ?? noCommunity,
    ...{ now, onError, stopped, noticeOf, freshMs },
  });

  /** Professional messages, to the last; one run at a time. */
  function alerts(): Promise<number> {
    running ??= drain({
      ...{ db, worker, lanes, batch: batchSize(batch), freshMs },
      ...{ now, stopped, onError, answerTo },
    }).finally(() => {
      running = null;
    });
    return running;
  }

  return {
    /** Sends all that is due now, community included. @returns how many were sent. */
    async run(): Promise<number> {
      const lanes = community.start().then(({ sent }) => sent);
      const [first, second] = await Promise.all([alerts(), lanes]);
      return first + second;
    },
    /** The same without waiting for the ways out to the community: a slow one never delays the next alert. */
    async turn(): Promise<void> {
      await Promise.all([alerts(), community.start().catch(onError)]);
    },
    /** Lets what is on the wire finish, gives the rest back. */
    async stop(): Promise<void> {
      halted = true;
      await running?.catch(() => {});
      await community.settled();
    },
    id: worker,
  };
}

/** What a process that died left to do: notices to seal, failures to tell, reports that came before their message. */
export async function sealForgotten(
  db: Database,
  now: Date,
  onError?: (error: unknown) => void,
): Promise<void> {
  await matchReports(db, now);
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const rows = await db.query<{ id: string }>(
    "select id from notice where state = 'sending' and id <> all($1::uuid[]) limit 500",
    [faults(db, now).waiting()],
  );
  if (rows.length > 0) await sealFinished(db, ids(rows), now, onError);
  const failed = await db.query<{ id: string }>(
    `select d.id from delivery d
      where (d.state in ('dead', 'refused') and d.claimed_at < $1::timestamptz - interval '1 minute'
             or d.state = 'sent' and d.failed_at < $1::timestamptz - interval '1 minute'
                and d.delivered_at is null and d.read_at is null)
        and d.notice_id <> all($2::uuid[])
        and not exists (select 1 from task t where t.dossier_id = d.dossier_id and t.kind = 'dead-letter'
          and t.data->'deliveries' ? d.id::text) limit 500`,
    [now.toISOString(), faults(db, now).waiting()],
  );
  if (failed.length > 0) await reportFailures(db, ids(failed), now, onError);
}
