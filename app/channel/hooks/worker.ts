import { randomUUID } from "node:crypto";
import { outcomeOf, temporary } from "#app/engine/outbox/outcome.ts";
import { hookReasons as say } from "#app/messages/hooks.ts";
import { takeOut } from "#app/platform/channels/vault.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { type Calling, callHook } from "./call-hook.ts";
import { type ClaimedCall, claimCalls, dueHooks } from "./claim-calls.ts";

export type HookOptions = Calling & {
  serverSecret: string;
  now: () => Date;
  onError: (error: unknown) => void;
};

/** To whom the secret of a hook belongs: copied to another row it does not open. */
export const hookOwner = (id: string) => `web-hook/${id}`;
/** Calls of one hook on the wire at once. */
const LANES = 4;

/** Makes the calls that are due, hook by hook, until none is. Any number of processes. */
export function hookWorker(db: Database, options: HookOptions) {
  const running = new Map<string, Promise<number>>();
  let halted = false;

  async function drain(hook: string): Promise<number> {
    let made = 0;
    while (!halted) {
      const worker = randomUUID();
      const calls = await claimCalls(db, hook, worker, options.now(), LANES);
      if (calls.length === 0) break;
      await Promise.all(calls.map((call) => makeCall(db, worker, call, options)));
      made += calls.length;
    }
    return made;
  }

  function start(hook: string): Promise<number> {
    const under = running.get(hook);
    if (under) return under;
    const one = drain(hook).finally(() => running.delete(hook));
    running.set(hook, one);
    one.catch(options.onError);
    return one;
  }

  return {
    /** Starts what is due, without waiting for slow receivers. */
    async turn(): Promise<void> {
      if (halted) return;
      for (const hook of await dueHooks(db, options.now())) start(hook);
    },
    /** Makes every call due now. @returns how many. */
    async run(): Promise<number> {
      const counts = await Promise.all((await dueHooks(db, options.now())).map(start));
      return counts.reduce((a, b) => a + b, 0);
    },
    async stop(): Promise<void> {
      halted = true;
      await Promise.allSettled(running.values());
    },
  };
}

/** One call and what became of it, written down. @returns the answer, for whoever asked for a trial. */
export async function makeCall(sql: Sql, worker: string, call: ClaimedCall, options: HookOptions) {
  const { hook, told, attempts } = call;
  const started = performance.now();
  const secret = takeOut(options.serverSecret, hookOwner(hook.id), hook.secret);
  const answer =
    secret === null
      ? { ok: false as const, permanent: true, reason: say.secret }
      : await callHook({ url: hook.url, secret }, told, options.now(), options).catch((error: unknown) => {
          options.onError(error);
          return { ...temporary(error), status: undefined };
        });
  const { state, next, detail } = outcomeOf(
    { id: told.id, turn: 0, attempts },
    answer,
    options.now(),
    Math.random(),
  );
  const status = "status" in answer ? answer.status : undefined;
  const at = options.now().toISOString();
  const entry = {
    at,
    state,
    ms: Math.round(performance.now() - started),
    status,
    detail: detail || undefined,
  };
  await sql.query(
    `update web_hook_call set state = $3, next_at = coalesce($4::timestamptz, next_at), claimed_by = null,
            sent_at = case when $3 = 'sent' then $5::timestamptz end, last_error = nullif($6, ''),
            history = history || jsonb_build_array($7::jsonb)
      where id = $1::uuid and claimed_by = $2 and state = 'sending'`,
    [told.id, worker, state, next, at, detail, JSON.stringify(entry)],
  );
  return { ...answer, ms: entry.ms };
}
