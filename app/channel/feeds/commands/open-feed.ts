import { NotFound } from "#app/engine/errors.ts";
import { hookErrors as say } from "#app/messages/hooks.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { dispositifHere } from "../../queries/dispositif-here.ts";
import type { FeedAccess } from "../access.ts";

/**
 * Says who may read the feed of a dispositif; « off » shuts its channel too, and messages that were to be published
 * there are refused with the reason.
 * @param renew the secret link becomes another one.
 * @throws NotFound when its channels are not the caller's.
 */
export async function openFeed(
  sql: Sql,
  tenures: Held[],
  where: { dispositif: string; access: FeedAccess; renew?: boolean },
  now: Date,
): Promise<void> {
  const here = await dispositifHere(sql, tenures, where.dispositif);
  if (!here) throw new NotFound(say.unknown);
  const at = now.toISOString();
  await sql.query(
    `insert into feed_out (dispositif_id, access, updated_at) values ($1::uuid, $2, $3::timestamptz)
     on conflict (dispositif_id) do update set access = excluded.access, updated_at = excluded.updated_at,
       generation = feed_out.generation + $4::int`,
    [here.id, where.access, at, where.renew ? 1 : 0],
  );
  await sql.query(
    `insert into channel (dispositif_id, key, connector, settings, enabled, health, checked_at, updated_at)
     values ($1::uuid, 'feed', 'feed', '{}', $2, 'ok', $3::timestamptz, clock_timestamp())
     on conflict (dispositif_id, key) do update set enabled = excluded.enabled, updated_at = excluded.updated_at`,
    [here.id, where.access !== "off", at],
  );
}
