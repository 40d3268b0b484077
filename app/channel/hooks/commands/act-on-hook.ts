import { randomUUID } from "node:crypto";
import { NotFound } from "#app/engine/errors.ts";
import { hookErrors as say } from "#app/messages/hooks.ts";
import { lockAway } from "#app/platform/channels/vault.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { dispositifHere } from "../../queries/dispositif-here.ts";
import { newSecret } from "../sign.ts";
import { type HookOptions, hookOwner, makeCall } from "../worker.ts";

type Where = { dispositif: string; hook: string };

/** @throws NotFound when it is not a hook of a dispositif of the caller's. */
async function hookHere(sql: Sql, tenures: Held[], { dispositif, hook }: Where) {
  const here = await dispositifHere(sql, tenures, dispositif);
  const [row] = here
    ? await sql.query<{ id: string; url: string; secret: Uint8Array; dispositif_id: string }>(
        "select id, url, secret, dispositif_id from web_hook where id::text = $1 and dispositif_id = $2::uuid",
        [hook, here.id],
      )
    : [];
  if (!here || !row) throw new NotFound(say.unknown);
  return { ...row, key: here.key };
}

/** Calls the receiver now with a type of its own, « trial »: what it answers is told, and kept with the others. */
export async function tryHook(sql: Sql, tenures: Held[], where: Where, options: HookOptions) {
  const hook = await hookHere(sql, tenures, where);
  const worker = randomUUID();
  const [row] = await sql.query<{ id: string }>(
    `insert into web_hook_call (hook_id, type, at, next_at, state, claimed_by, claimed_at, attempts)
     values ($1::uuid, 'trial', $2::timestamptz, $2::timestamptz, 'sending', $3, $2::timestamptz, 18) returning id`,
    [hook.id, options.now().toISOString(), worker],
  );
  const told = {
    ...{ id: row?.id ?? "", type: "trial", at: options.now(), seq: null },
    ...{ dispositif: hook.key, dossier: null },
  };
  // As at its last try: a trial is not repeated by itself.
  const call = {
    told,
    attempts: 18,
    hook: { id: hook.id, dispositif: hook.dispositif_id, url: hook.url, secret: hook.secret },
  };
  return makeCall(sql, worker, call, options);
}

/** A new secret; the one before signs nothing more. @returns it, this once. */
export async function renewSecret(
  sql: Sql,
  tenures: Held[],
  where: Where,
  serverSecret: string,
): Promise<string> {
  const { id } = await hookHere(sql, tenures, where);
  const secret = newSecret();
  await sql.query("update web_hook set secret = $2::bytea, updated_at = now() where id = $1::uuid", [
    id,
    lockAway(serverSecret, hookOwner(id), secret),
  ]);
  return secret;
}

/** The hook and what it was told; what it missed is lost with it. */
export async function removeHook(sql: Sql, tenures: Held[], where: Where): Promise<void> {
  const { id } = await hookHere(sql, tenures, where);
  await sql.query("delete from web_hook where id = $1::uuid", [id]);
}

/**
 * Makes a call again, under the same identifier: a receiver that had it knows.
 * @param call one of them, or « failed » for all that were given up or refused.
 * @returns how many leave again.
 */
export async function replayCalls(
  sql: Sql,
  tenures: Held[],
  where: Where & { call: string },
  now: Date,
): Promise<number> {
  const { id } = await hookHere(sql, tenures, where);
  const rows = await sql.query(
    `update web_hook_call set state = 'queued', attempts = 0, next_at = $3::timestamptz
      where hook_id = $1::uuid and type <> 'trial'
        and case when $2 = 'failed' then state in ('dead', 'refused')
                 else id::text = $2 and state in ('dead', 'refused', 'sent') end returning id`,
    [id, where.call, now.toISOString()],
  );
  return rows.length;
}
