import { NotFound } from "#app/engine/errors.ts";
import { channelErrors as say } from "#app/messages/channel.ts";
import { lockAway, takeOut } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { type EntcoreSecret, entcoreSecret } from "../connectors/entcore-secret.ts";
import { ownerOf } from "../connectors/open.ts";
import { dispositifHere } from "../queries/dispositif-here.ts";
import { type ChannelRow, findChannel } from "../queries/find-channel.ts";
import { type ChannelKey, channelConnector, connectors, type EntcoreSettings } from "../settings.ts";

export type ChannelInput = {
  /** Fields of the form; those within others are named « words.families ». */
  fields: Record<string, string>;
  enabled: boolean;
};
export type FieldProblem = { path: string; message: string };
type Checked = { settings: unknown; secret: Buffer | null } | { errors: FieldProblem[] };

/**
 * Saves how a dispositif reaches its community by one channel. A password left empty is kept, unless where it is sent
 * has changed: nobody gets a password that they do not know by pointing the channel at a server of theirs.
 * @returns the fields to correct; none when it is saved.
 * @throws NotFound when the channel or the dispositif is not the caller's.
 */
export async function configureChannel(
  sql: Sql,
  tenures: Held[],
  where: { dispositif: string; channel: string },
  input: ChannelInput,
  serverSecret: string,
): Promise<FieldProblem[]> {
  const dispositif = await dispositifHere(sql, tenures, where.dispositif);
  if (!dispositif || !Object.hasOwn(channelConnector, where.channel)) throw new NotFound(say.unknown);
  const key = where.channel as ChannelKey;
  const connector = channelConnector[key];
  const row = await findChannel(sql, dispositif.id, key);
  const checked = check(
    connector,
    nested(input.fields, connector),
    row,
    (secret) =>
      lockAway(serverSecret, ownerOf({ dispositif_id: dispositif.id, key }), JSON.stringify(secret)),
    (bytes) => takeOut(serverSecret, ownerOf({ dispositif_id: dispositif.id, key }), bytes),
  );
  if ("errors" in checked) return checked.errors;
  await sql.query(
    `insert into channel (dispositif_id, key, connector, settings, secret, enabled, updated_at)
     values ($1::uuid, $2, $3, $4::jsonb, $5::bytea, $6, clock_timestamp())
     on conflict (dispositif_id, key) do update set connector = excluded.connector, settings = excluded.settings,
       secret = excluded.secret, enabled = excluded.enabled, updated_at = excluded.updated_at,
       health = 'unknown', health_detail = null, checked_at = null`,
    [dispositif.id, key, connector, JSON.stringify(checked.settings), checked.secret, input.enabled],
  );
  return [];
}

function check(
  connector: "entcore" | "mail",
  given: Record<string, unknown>,
  row: ChannelRow | null,
  seal: (secret: EntcoreSecret) => Buffer,
  open: (bytes: Uint8Array) => string | null,
): Checked {
  const parsed = connectors[connector].safeParse(given);
  const issues = (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path.join("."), message }));
  const errors = issues.filter(({ path }, n) => issues.findIndex((one) => one.path === path) === n);
  if (connector === "mail") return parsed.success ? { settings: parsed.data, secret: null } : { errors };
  const settings = (parsed.data ?? null) as EntcoreSettings | null;
  const known = settings && row?.secret && sameAccount(settings, row.settings) ? open(row.secret) : null;
  const before = entcoreSecret.safeParse(known ? JSON.parse(known) : null).data;
  const password = String(given.password ?? "") || before?.password;
  const clientSecret = String(given.clientSecret ?? "") || before?.clientSecret || "";
  if (!password) errors.push({ path: "password", message: say.secret });
  if (settings?.signIn === "oauth2" && !(settings.clientId && clientSecret))
    errors.push({ path: settings.clientId ? "clientSecret" : "clientId", message: say.clientSecret });
  if (settings?.way === "notice" && !settings.from) errors.push({ path: "from", message: say.from });
  if (!settings || !password || errors.length > 0) return { errors };
  return { settings, secret: seal({ password, clientSecret }) };
}

/** Whether the password would go to the same server, for the same account. */
function sameAccount(settings: EntcoreSettings, saved: unknown): boolean {
  const { url, login } = (saved ?? {}) as Partial<EntcoreSettings>;
  return settings.url === url && settings.login === login;
}

/** « words.families » goes within « words »; empty fields are as if they were not there. */
function nested(fields: Record<string, string>, connector: string): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  const words: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields))
    if (name.startsWith("words.") && value.trim()) words[name.slice("words.".length)] = value;
    else if (!name.startsWith("words.") && value.trim()) all[name] = value;
  const asked = connector === "mail" ? { pattern: "" } : { url: "", login: "" };
  return { ...asked, ...all, words };
}
