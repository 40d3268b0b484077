import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { writeRunbookProblem } from "#runbooks/problem.ts";
import { openChannels } from "./boot/channels.ts";
import { openChores } from "./boot/chores.ts";
import { openCommunity } from "./boot/community.ts";
import { startControl } from "./boot/control.ts";
import { startLive } from "./boot/live.ts";
import { figures, metricsOf } from "./boot/metrics.ts";
import { mailSeal } from "./boot/seal-mail.ts";
import { startWorkers } from "./boot/workers.ts";
import { ensureInstances } from "./committee/commands/ensure-instances.ts";
import { ensureLocks } from "./engine/gate/ensure-lock.ts";
import { freeOfExercises } from "./engine/gate/free-of-exercises.ts";
import { ensureHomologationContent } from "./homologation/commands/ensure-content.ts";
import { writeContentProblem } from "./homologation/content/read-content.ts";
import type { Context } from "./platform/context.ts";
import { pendingMigrations } from "./platform/database/migrate.ts";
import { openDatabase } from "./platform/database/open.ts";
import type { Env } from "./platform/env.ts";
import { createLog } from "./platform/log.ts";
import { setOwnReach } from "./platform/net/own-reach.ts";
import { serverSecret } from "./platform/secret.ts";
import { firstAdminLink } from "./platform/session/first-admin.ts";
import { ensureRunbooks } from "./runbook/commands/ensure-runbooks.ts";

/** The running application, as server.ts drives it. */
export type App = Awaited<ReturnType<typeof boot>>;

/** Workers that have not turned for this long are not running. */
const STILL_MS = 30_000;

/**
 * Opens the database and starts what runs beside the requests: clock, outbox, live, control socket.
 * @throws Error with one clear sentence when the console cannot start.
 */
export async function boot(env: Env) {
  const log = createLog(env);
  const db = await openDatabase(env);
  const secret = await serverSecret(db, env);
  const now = () => new Date();
  await ensureLocks(db, now());
  await freeOfExercises(db, now());
  await ensureInstances(db, now());
  const problems = await ensureRunbooks(db, now());
  for (const problem of problems) log.error(writeRunbookProblem(problem));
  for (const problem of await ensureHomologationContent(db, now())) log.error(writeContentProblem(problem));
  const { channels, send, smtp } = openChannels(env, secret, log, { db, now });
  const community = openCommunity(db, env, secret, log);
  const live = await startLive(db, env, log);
  const sealed = (made: Parameters<typeof mailSeal>[2]) => mailSeal(env, send, made, log);
  setOwnReach({ inside: env.TOCSIN_INSIDE_ALLOWED });
  const chores = openChores(db, { env, secret, log, now, find: community.find });
  const workers = await startWorkers(db, channels, log, now, sealed, community.find, chores);
  const control = db.kind === "embedded" ? await startControl(env, db, log) : null;
  const metrics = metricsOf(db, live.hub.size);
  const link = await firstAdminLink(db, env, now());
  if (link) process.stdout.write(`Première connexion : ouvrez ce lien, valable une fois.\n${link}\n`);
  if (!env.SMTP_URL) log.warn("SMTP_URL is not set: alerts wait in the outbox");
  return {
    env,
    db,
    log,
    getLoadContext: (_req: IncomingMessage): Context => ({
      env,
      db,
      log,
      now,
      send,
      secret,
      wake: workers.wake,
    }),
    upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) =>
      void live.upgrade(req, socket, head).catch((error: unknown) => {
        log.error({ err: error }, "upgrade failed");
        socket.destroy();
      }),
    /** Deliveries under way end, the rest is given back; nothing is cut. */
    async close() {
      live.close();
      await control?.close();
      await workers.stop();
      await live.hub.stop();
      await smtp.close();
      await community.close();
      await db.close();
    },
    async ready(): Promise<{ ok: boolean } & Record<string, unknown>> {
      const { oldest, queued } = await figures(db, now());
      const pending = await pendingMigrations(db);
      const running = Date.now() - workers.lastBeat().getTime() < STILL_MS;
      return {
        ok: pending.length === 0 && running,
        database: db.kind,
        migrations: pending.length === 0 ? "applied" : pending,
        workers: running ? "running" : "stopped",
        oldestUnsentSeconds: oldest,
        queued,
      };
    },
    metrics,
  };
}
