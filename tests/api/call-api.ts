import type { Context } from "#app/platform/context.ts";
import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { createToken } from "#app/platform/token/create-token.ts";
import { NIGHT } from "../support/world.ts";

type Serve = (args: { request: Request; context: Context; params: Record<string, string> }) => unknown;
type Route = { loader?: Serve; action?: Serve };

export const PUBLIC_URL = "https://tocsin.example";

/** Routes of the API by the names of their files, as Remix reads them. */
const files = import.meta.glob<Route>("../../app/routes/api.*.ts", { eager: true });
export const routePaths = Object.keys(files).map((file) => ({ file, path: pathOf(file) }));

function pathOf(file: string): string {
  const name = (file.split("/").at(-1) ?? "").replace(/\.ts$/, "");
  const segments = name.replaceAll("[.]", "\0").split(".");
  const parts = segments.filter((one) => one !== "_index").map((one) => one.replace(/_$/, ""));
  return `/${parts.map((one) => one.replace(/^\$(.+)/, "{$1}").replaceAll("\0", ".")).join("/")}`;
}

function routeFor(pathname: string): { route: Route; params: Record<string, string> } {
  const matches = routePaths.flatMap(({ file, path }) => {
    const pattern = path.replace(/[.]/g, "\\.").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const found = pathname.match(new RegExp(`^${pattern.replace("/$", "/.*")}$`));
    const params = Object.fromEntries(
      Object.entries(found?.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    return found
      ? [{ route: files[file] as Route, params, rank: path.match(/[{$]/g)?.length ?? 0, path }]
      : [];
  });
  const [best] = matches.sort(
    (a, b) => Number(a.path.endsWith("$")) - Number(b.path.endsWith("$")) || a.rank - b.rank,
  );
  if (!best) throw new Error(`aucune route pour ${pathname}`);
  return best;
}

export type Call = {
  token?: string;
  /** An object is sent as JSON; text and bytes as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  now?: Date;
};
// biome-ignore lint/suspicious/noExplicitAny: answers are checked by the tests, field by field
export type Answered = { status: number; headers: Headers; body: any };

export let woken = 0;

/** Calls a route of the API with a real Request, as the Remix server would. */
export async function callApi(
  db: Database,
  method: string,
  path: string,
  call: Call = {},
): Promise<Answered> {
  const url = new URL(path, PUBLIC_URL);
  const { route, params } = routeFor(url.pathname);
  const raw = typeof call.body === "string" || call.body instanceof Uint8Array;
  const request = new Request(url, {
    method,
    headers: {
      ...(call.token && { Authorization: `Bearer ${call.token}` }),
      ...(call.body !== undefined && { "Content-Type": "application/json" }),
      ...call.headers,
    },
    ...(call.body !== undefined && { body: raw ? (call.body as string) : JSON.stringify(call.body) }),
  });
  const serve = method === "GET" || method === "HEAD" ? route.loader : route.action;
  const response = (await serve?.({
    request,
    context: contextOf(db, call.now ?? NIGHT),
    params,
  })) as Response;
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

function contextOf(db: Database, now: Date): Context {
  const env = readEnv({ NODE_ENV: "test", PUBLIC_URL, LOG_LEVEL: "silent" });
  return {
    env,
    db,
    log: createLog(env),
    now: () => now,
    send: async () => {},
    secret: "s".repeat(43),
    wake: () => {
      woken += 1;
    },
  };
}

/** A token of a new person in a function at an organisation. */
export const tokenFor = (db: Database, role: string, organisation?: string, dispositif = "versailles") =>
  createToken(db, {
    email: `jeton-${role}-${organisation ?? "console"}@agents.example.invalid`.toLowerCase(),
    role,
    dispositif,
    now: NIGHT,
    ...(organisation && { organisation }),
  });

export const qualified = (more: Record<string, unknown> = {}) => ({
  type: "incident.qualified",
  field: "partage",
  severity: "major",
  certainty: "proven",
  category: "threat-messages",
  personalData: false,
  perimeter: "school",
  ...more,
});
