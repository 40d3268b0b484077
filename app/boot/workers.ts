import cron from "node-cron";
import { ringDue } from "#app/engine/clock.ts";
import { seal } from "#app/engine/journal/seal.ts";
import {
  type Channel,
  type CommunityChannels,
  outboxWorker,
  sealForgotten,
} from "#app/engine/outbox/worker.ts";
import { openReviews } from "#app/homologation/commands/open-reviews.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Log } from "#app/platform/log.ts";
import { forgetEndedSessions } from "#app/platform/session/revoke-session.ts";

/** Work that other parts of the console want done regularly, on every instance: rows decide who does what. */
export type Chore = {
  name: string;
  rhythm: string;
  work: () => Promise<unknown>;
  stop?: () => Promise<void>;
};

export type Workers = { stop(): Promise<void>; wake(): void; lastBeat(): Date };

/**
 * What runs beside the requests: clock, outbox, seals, tidying. Every instance runs them; rows decide who does what.
 * @param now the one clock of the console.
 */
export async function startWorkers(
  db: Database,
  channels: Record<string, Channel>,
  log: Log,
  now: () => Date,
  sealed: (made: { id: number; root: string; leaves: number; at: string }) => Promise<void>,
  community?: CommunityChannels,
  chores: Chore[] = [],
): Promise<Workers> {
  const failed = (what: string) => (error: unknown) => log.error({ err: error, what }, "worker failed");
  const outbox = outboxWorker(db, {
    channels,
    ...(community && { community }),
    now,
    onError: failed("send"),
  });
  let beat = new Date();
  let wanted = false;
  let draining: Promise<unknown> | null = null;

  // Woken by each change of a dossier; a wake during a run starts another run after it.
  const wake = () => {
    wanted = true;
    draining ??= (async () => {
      while (wanted) {
        wanted = false;
        await outbox.turn().catch(failed("outbox"));
      }
    })().finally(() => {
      draining = null;
    });
  };
  const unlisten = await db.listen("tocsin", wake, wake);
  const every = (rhythm: string, what: string, work: () => Promise<unknown>) =>
    cron.schedule(rhythm, () => work().catch(failed(what)), { noOverlap: true, name: what });
  const tasks = [
    every("*/2 * * * * *", "clock", async () => {
      beat = new Date();
      await ringDue(db, now(), failed("clock"));
      wake();
    }),
    every("*/20 * * * * *", "forgotten", () => sealForgotten(db, now(), failed("forgotten"))),
    every("0 */10 * * * *", "seal", async () => {
      const made = await seal(db, now());
      if (made) await sealed(made);
    }),
    every("*/10 * * * * *", "reviews", () => openReviews(db, now(), false)),
    every("30 43 * * * *", "all reviews", () => openReviews(db, now())),
    every("0 17 * * * *", "tidy", () => tidy(db, now())),
    ...chores.map(({ rhythm, name, work }) => every(rhythm, name, work)),
  ];
  // What moved while no console ran.
  openReviews(db, now()).catch(failed("all reviews"));
  wake();
  return {
    wake,
    lastBeat: () => beat,
    async stop() {
      for (const task of tasks) await task.stop();
      await unlisten();
      wanted = false;
      await Promise.all(chores.map((chore) => chore.stop?.()));
      await outbox.stop();
      await draining;
    },
  };
}

/** Sessions and links that ended, receipts older than a week. */
async function tidy(db: Database, now: Date) {
  await forgetEndedSessions(db, now);
  await db.query("delete from receipt where created_at < $1::timestamptz - interval '7 days'", [
    now.toISOString(),
  ]);
}
