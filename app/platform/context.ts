import type { Database } from "./database/database.ts";
import type { Env } from "./env.ts";
import type { Log } from "./log.ts";
import type { Send } from "./mail.ts";

/** What loaders and actions receive as `context`: made anew for each request. */
export type Context = {
  env: Env;
  db: Database;
  log: Log;
  /** The one clock: tests move it. */
  now(): Date;
  send: Send;
  /** From which acknowledgement links are computed. */
  secret: string;
  /** Has the outbox look at once rather than at its next turn. */
  wake(): void;
  /** Of this answer's Content-Security-Policy; server.ts makes it. */
  nonce?: string;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends Context {}
}
