import { randomUUID } from "node:crypto";
import { NotFound } from "#app/engine/errors.ts";
import { hookEvents, hookErrors as say } from "#app/messages/hooks.ts";
import { lockAway } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { checkedUrl, NetRefused } from "#app/platform/net/guarded-fetch.ts";
import { outsideAddresses } from "#app/platform/net/outside.ts";
import { plainInside } from "#app/platform/net/plain-inside.ts";
import type { Held } from "#app/platform/permissions.ts";
import { dispositifHere } from "../../queries/dispositif-here.ts";
import { newSecret } from "../sign.ts";
import { hookOwner } from "../worker.ts";

export type HookInput = { id?: string; name: string; url: string; events: string[]; enabled: boolean };
export type HookSaved =
  | { id: string; secret: string | null }
  | { errors: { path: string; message: string }[] };
type Where = { dispositif: string; serverSecret: string; inside: readonly string[]; now: Date };

/**
 * Adds a web hook, or changes one. Its secret is drawn here and given back this once; a changed address gets a new
 * one, so that nobody learns to sign as us by pointing a hook at a server of theirs.
 * @throws NotFound when the dispositif or the hook is not the caller's.
 */
export async function saveHook(
  sql: Sql,
  tenures: Held[],
  input: HookInput,
  where: Where,
): Promise<HookSaved> {
  const dispositif = await dispositifHere(sql, tenures, where.dispositif);
  if (!dispositif) throw new NotFound(say.unknown);
  const name = input.name.trim();
  const url = input.url.trim();
  const events = input.events.filter((type) => Object.hasOwn(hookEvents, type));
  const errors = [
    ...(name && name.length <= 80 ? [] : [{ path: "name", message: say.name }]),
    ...(await urlProblem(url, where.inside)),
    ...(events.length > 0 ? [] : [{ path: "events", message: say.events }]),
  ];
  if (errors.length > 0) return { errors };
  const before = input.id ? await urlOf(sql, dispositif.id, input.id) : null;
  const id = input.id ?? randomUUID();
  const secret = before === url ? null : newSecret();
  const sealed = secret && lockAway(where.serverSecret, hookOwner(id), secret);
  const at = where.now.toISOString();
  await sql.query(
    `insert into web_hook (id, dispositif_id, name, url, events, secret, enabled, created_at, updated_at)
     values ($1::uuid, $2::uuid, $3, $4, $5::text[], coalesce($6::bytea, ''), $7, $8::timestamptz, $8::timestamptz)
     on conflict (id) do update set name = excluded.name, url = excluded.url, events = excluded.events,
       secret = coalesce($6::bytea, web_hook.secret), enabled = excluded.enabled, updated_at = excluded.updated_at`,
    [id, dispositif.id, name, url, events, sealed, input.enabled, at],
  );
  return { id, secret };
}

/** Refused here as it would be at the call: a name that leads inside is told at once. */
export async function urlProblem(url: string, inside: readonly string[]) {
  try {
    const { hostname } = checkedUrl(url, { plain: plainInside(url, inside) });
    await outsideAddresses(hostname, { inside });
    return [];
  } catch (error) {
    if (!(error instanceof NetRefused)) throw error;
    // A name that does not resolve today may tomorrow; all else is for good.
    return error.problem === "unresolvable" ? [] : [{ path: "url", message: error.message }];
  }
}

async function urlOf(sql: Sql, dispositif: string, id: string): Promise<string> {
  const [row] = await sql.query<{ url: string }>(
    "select url from web_hook where id::text = $1 and dispositif_id = $2::uuid",
    [id, dispositif],
  );
  if (!row) throw new NotFound(say.unknown);
  return row.url;
}
