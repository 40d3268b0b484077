import { outboxWorker } from "#app/engine/outbox/worker.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { openSession } from "#app/platform/session/open-session.ts";

export const SECRET = "secret-of-the-tests-".repeat(2);
const env = readEnv({ NODE_ENV: "test", PUBLIC_URL: "https://tocsin.example", LOG_LEVEL: "silent" });

type Args = { request: Request; params: Record<string, string>; context: Context };
type Route<T> = (args: never) => T;
type Fields = Record<string, string | string[] | File>;

/** Loaders and actions asked as a browser would, at a time that the test moves. */
export function browser(db: Database, clock: { at: Date }) {
  const cookies = new Map<string, string>();
  async function ask<T>(route: Route<T>, as: Caller | null, path: string, body?: FormData): Promise<T> {
    let cookie = as && cookies.get(as.person.id);
    if (as && !cookie) {
      const opened = { personId: as.person.id, method: "link" as const, userAgent: null, now: clock.at };
      cookie = `__Host-tocsin=${await openSession(db, opened)}`;
      cookies.set(as.person.id, cookie);
    }
    const context = { env, db, log: createLog(env), now: () => clock.at, secret: SECRET, wake() {} };
    const request = new Request(`https://tocsin.example${path}`, {
      ...(body && { method: "POST", body }),
      headers: cookie ? { cookie } : {},
    });
    const params = paramsOf(new URL(request.url).pathname);
    return (route as unknown as (args: Args) => T)({ request, params, context: context as never });
  }
  return {
    get: <T>(route: Route<T>, as: Caller | null, path: string) => ask(route, as, path),
    post: <T>(route: Route<T>, as: Caller | null, path: string, fields: Fields) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields))
        for (const one of [value].flat()) form.append(name, one);
      return ask(route, as, path, form);
    },
    /** Lets every message that is due leave. */
    async send() {
      const mail = { concurrency: 4, send: async () => ({ ok: true as const, providerId: "<1@test>" }) };
      const onError = (error: unknown) => {
        throw error;
      };
      return outboxWorker(db, { channels: { mail }, now: () => clock.at, onError }).run();
    },
  };
}

function paramsOf(path: string): Record<string, string> {
  const [, first, second = "", third, fourth = ""] = path.split("/");
  if (first === "a") return { token: second };
  if (first === "dispositifs" || first === "procedures") return { key: second };
  if (second === "hotes-signales") return { key: third ?? "" };
  if (third === "pieces") return { ref: second, hash: fourth };
  if (third === "formulaire") return { ref: second, etape: fourth };
  return { ref: second, type: fourth };
}

/** Where an answer redirects; else what it is, unwrapped from its status. */
export async function answerOf<T>(given: Promise<T>) {
  const answer: unknown = await given.catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return {
      status: answer.status,
      to: answer.headers.get("location"),
      response: answer,
      data: null as never,
    };
  const wrapped = answer as { type?: string; data: unknown; init: ResponseInit | null };
  if (wrapped?.type === "DataWithResponseInit")
    return { status: wrapped.init?.status ?? 200, to: null, data: wrapped.data as never, response: null };
  return { status: 200, to: null, data: answer as never, response: null };
}
