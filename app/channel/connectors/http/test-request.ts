import { httpReasons as say } from "#app/messages/channel/http.ts";
import type { Values } from "#app/platform/channels/template.ts";
import type { Tested } from "../open-channel.ts";
import type { HttpClient } from "./client.ts";
import type { HttpSettings } from "./settings.ts";

/** Prepares the request and sees whether the server takes a connection: what it describes is never asked. */
export async function testRequest(
  client: HttpClient,
  settings: HttpSettings,
  hasSecret: boolean,
  values: Values,
): Promise<Tested> {
  const needsSecret = /\{secret\}/.test(`${settings.url}${settings.headers}${settings.body}`);
  const tried: Tested["tried"] = [];
  if (needsSecret) tried.push({ what: say.triedSecret, ok: hasSecret });
  if (needsSecret && !hasSecret) return { ok: false, said: say.triedSecret, tried };
  const { url } = client.prepare(values);
  const { host } = new URL(url);
  tried.push({ what: say.triedRequest(url.split("?")[0] ?? url), ok: true });
  const problem = await client.reach();
  tried.push({ what: say.triedReach(host), ok: problem === null });
  return { ok: problem === null, said: problem ?? say.ready(host), tried };
}
