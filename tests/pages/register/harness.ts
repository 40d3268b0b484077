import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { openSession } from "#app/platform/session/open-session.ts";

const env = readEnv({ NODE_ENV: "test", PUBLIC_URL: "http://tocsin.example", LOG_LEVEL: "silent" });

type Route = (args: LoaderFunctionArgs) => unknown;
type Answer<Loader extends (args: never) => unknown> = Exclude<Awaited<ReturnType<Loader>>, Response>;

/** Asks loaders and actions of pages as somebody signed in, at a time that the test sets. */
export function visitor(db: Database, now: () => Date) {
  const cookies = new Map<string, string>();
  const context = (): Context =>
    ({
      env,
      db,
      log: createLog(env),
      now,
      send: async () => {},
      secret: "s".repeat(43),
      wake: () => {},
    }) as unknown as Context;

  async function cookieOf(caller: Caller | null): Promise<Record<string, string>> {
    if (!caller) return {};
    const known = cookies.get(caller.person.id);
    if (known) return { cookie: known };
    const secret = await openSession(db, {
      personId: caller.person.id,
      method: "link",
      userAgent: "Mozilla/5.0 (X11; Linux) Firefox/140.0",
      now: now(),
    });
    cookies.set(caller.person.id, `tocsin=${secret}`);
    return { cookie: `tocsin=${secret}` };
  }

  return {
    /** What the page gets; a Response thrown is given back, as Remix would. */
    async get<Loader extends (args: LoaderFunctionArgs) => unknown>(
      loader: Loader,
      caller: Caller | null,
      path: string,
      params: Record<string, string> = {},
    ): Promise<Answer<Loader>> {
      const request = new Request(`http://tocsin.example${path}`, { headers: await cookieOf(caller) });
      return (await (loader as Route)({ request, params, context: context() } as never)) as Answer<Loader>;
    },
    /** Of somebody signed in, for a resource. */
    cookie: cookieOf,
    /** A resource that is asked without a session, answer and all. */
    async raw(
      loader: (args: LoaderFunctionArgs) => Promise<Response>,
      path: string,
      params: Record<string, string>,
      headers: Record<string, string> = {},
    ): Promise<Response> {
      const request = new Request(`http://tocsin.example${path}`, { headers });
      return loader({ request, params, context: context() } as never);
    },
    async post<Action extends (args: LoaderFunctionArgs) => unknown>(
      action: Action,
      caller: Caller | null,
      path: string,
      fields: Record<string, string> | FormData,
      params: Record<string, string> = {},
    ): Promise<Answer<Action>> {
      const request = new Request(`http://tocsin.example${path}`, {
        method: "POST",
        headers: await cookieOf(caller),
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
      });
      return (await (action as Route)({ request, params, context: context() } as never)) as Answer<Action>;
    },
  };
}

/** The status of the answer that was thrown, or given. */
export async function statusOf(answer: Promise<unknown>): Promise<number> {
  const given = await answer.catch((thrown: unknown) => thrown);
  if (given instanceof Response) return given.status;
  if (given instanceof Error) throw given;
  return 200;
}
