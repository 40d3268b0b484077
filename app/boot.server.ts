import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Context } from "./platform/context.ts";
import { openDatabase } from "./platform/database/open.ts";
import type { Env } from "./platform/env.ts";
import { createLog } from "./platform/log.ts";

/** The running application, as server.ts drives it. */
export type App = Awaited<ReturnType<typeof boot>>;

/**
 * Opens the database and starts what runs beside the requests.
 * @throws Error with one clear sentence when the console cannot start.
 */
export async function boot(env: Env) {
  const log = createLog(env);
  const db = await openDatabase(env);
  return {
    env,
    db,
    log,
    getLoadContext: (_req: IncomingMessage): Context => ({
      env,
      db,
      log,
      now: () => new Date(),
      send: async (mail) => log.warn({ subject: mail.subject }, "no mail server yet"),
    }),
    upgrade: (_req: IncomingMessage, socket: Duplex, _head: Buffer) => void socket.destroy(),
    close: () => db.close(),
    async ready(): Promise<{ ok: boolean } & Record<string, unknown>> {
      await db.query("select 1");
      return { ok: true, database: db.kind };
    },
    metrics: async () => "",
  };
}
