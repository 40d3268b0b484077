import type { Database } from "#app/platform/database/database.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLog } from "#app/platform/log.ts";
import { loader as json } from "#app/routes/api.v1.dispositifs.$key.whitelist.ts";
import { loader as cas } from "#app/routes/api.v1.dispositifs.$key.whitelist[.]cas[.]json.ts";
import { loader as csv } from "#app/routes/api.v1.dispositifs.$key.whitelist[.]csv.ts";
import { loader as saml } from "#app/routes/api.v1.dispositifs.$key.whitelist[.]saml[.]xml.ts";
import { MORNING } from "./real.ts";

const loaders = {
  whitelist: json,
  "whitelist.csv": csv,
  "whitelist.cas.json": cas,
  "whitelist.saml.xml": saml,
};

/** Calls a file of the API as the Remix server would; its body is left as bytes are. */
export async function rawCall(db: Database, path: string, headers: Record<string, string>) {
  const [key = "", file = ""] = path.replace("/api/v1/dispositifs/", "").split("/");
  const env = readEnv({ NODE_ENV: "test", PUBLIC_URL: "https://tocsin.example", LOG_LEVEL: "silent" });
  const context = {
    env,
    db,
    log: createLog(env),
    now: () => MORNING,
    send: async () => {},
    secret: "s".repeat(43),
    wake: () => {},
  };
  const request = new Request(`https://tocsin.example${path}`, { headers });
  const response = await loaders[file as keyof typeof loaders]({
    request,
    params: { key },
    context,
  } as never);
  return { status: response.status, headers: response.headers, body: await response.text() };
}
