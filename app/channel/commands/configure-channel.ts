import { NotFound } from "#app/engine/errors.ts";
import { channelErrors as say } from "#app/messages/channel.ts";
import { lockAway, takeOut } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import type { AnyConnector, FieldProblem } from "../connectors/connector.ts";
import { ownerOf } from "../connectors/open.ts";
import { connectorsFor } from "../connectors/registry.ts";
import { dispositifHere } from "../queries/dispositif-here.ts";
import { type ChannelRow, findChannel } from "../queries/find-channel.ts";
import { readFields, readRate } from "./read-fields.ts";

export type { FieldProblem } from "../connectors/connector.ts";
export type ChannelInput = {
  /** Fields of the form; those within others are named « words.families ». */
  fields: Record<string, string>;
  enabled: boolean;
  /** Key of what opens it; absent: what it has now, else the first that can. */
  connector?: string | undefined;
  /** Messages a minute; empty: as the connector proposes. */
  rate?: string | undefined;
};

/**
 * Saves how a dispositif reaches its community by one channel. A secret left empty is kept, unless where it is sent
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
  const able = connectorsFor(where.channel);
  if (!dispositif || able.length === 0) throw new NotFound(say.unknown);
  const key = where.channel;
  const row = await findChannel(sql, dispositif.id, key);
  const wanted = input.connector || row?.connector;
  const connector = wanted ? able.find((one) => one.key === wanted) : able[0];
  if (!connector) return [{ path: "connector", message: say.connector }];
  const owner = ownerOf({ dispositif_id: dispositif.id, key });
  const before = row?.connector === connector.key ? row : null;
  const checked = check(connector, input.fields, before, (bytes) => takeOut(serverSecret, owner, bytes));
  const rate = readRate(input.rate);
  const errors = [...checked.errors, ...(rate === "wrong" ? [{ path: "rate", message: say.rate }] : [])];
  if (errors.length > 0) return errors;
  // Nothing typed is nothing kept: the page must not say that a secret is there.
  const typed = Object.values(checked.secret ?? {}).some(Boolean);
  const secret = typed ? lockAway(serverSecret, owner, JSON.stringify(checked.secret)) : null;
  await sql.query(
    `insert into channel (dispositif_id, key, connector, settings, secret, enabled, rate_per_minute, updated_at)
     values ($1::uuid, $2, $3, $4::jsonb, $5::bytea, $6, $7::int, clock_timestamp())
     on conflict (dispositif_id, key) do update set connector = excluded.connector, settings = excluded.settings,
       secret = excluded.secret, enabled = excluded.enabled, rate_per_minute = excluded.rate_per_minute,
       updated_at = excluded.updated_at, paced_at = null, test_report = null,
       health = 'unknown', health_detail = null, checked_at = null`,
    [dispositif.id, key, connector.key, JSON.stringify(checked.settings), secret, input.enabled, rate],
  );
  return [];
}

type Checked = { settings: unknown; secret: object | null; errors: FieldProblem[] };

/** What the settings and the secret say, each alone and together; the first problem of each field. */
function check(
  connector: AnyConnector,
  given: Record<string, string>,
  row: ChannelRow | null,
  open: (bytes: Uint8Array) => string | null,
): Checked {
  const parsed = connector.settings.safeParse(readFields(connector, given));
  const settings: unknown = parsed.data ?? null;
  const problems = issuesOf(parsed.error?.issues);
  const kept = connector.secret && settings !== null ? keptSecret(connector, settings, row, open) : {};
  let secret: object | null = null;
  if (connector.secret) {
    const names = connector.fields.filter(({ kind }) => kind === "secret").map(({ name }) => name);
    const typed = Object.fromEntries(names.map((name) => [name, given[name] || String(kept[name] ?? "")]));
    const read = connector.secret.schema.safeParse(typed);
    problems.push(...issuesOf(read.error?.issues));
    secret = (read.data as object | undefined) ?? null;
  }
  if (settings !== null) problems.push(...(connector.check?.(settings, secret) ?? []));
  const errors = problems.filter(({ path }, n) => problems.findIndex((one) => one.path === path) === n);
  return { settings, secret, errors };
}

/** The secret of before, if it would go to the same place. */
function keptSecret(
  { secret, settings: schema }: AnyConnector,
  settings: unknown,
  row: ChannelRow | null,
  open: (bytes: Uint8Array) => string | null,
): Record<string, unknown> {
  const before = row ? schema.safeParse(row.settings) : null;
  if (!secret || !row?.secret || !before?.success) return {};
  if (secret.boundTo(settings) !== secret.boundTo(before.data)) return {};
  return JSON.parse(open(row.secret) ?? "{}");
}

const issuesOf = (issues: readonly { path: PropertyKey[]; message: string }[] = []): FieldProblem[] =>
  issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
