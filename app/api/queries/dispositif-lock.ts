import { NotFound } from "#app/engine/errors.ts";
import { lockNow } from "#app/lock/queries/lock-now.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { Because } from "#machines/lock/v1/compute.ts";
import { sentences } from "../messages.ts";

/**
 * The communication lock of a dispositif, computed from all cases open on it (rules.md § 4). A channel that several
 * cases close names the first one; the others are in `also`.
 * @throws NotFound for a dispositif that does not cover the caller.
 */
export async function dispositifLock(sql: Sql, caller: Caller, key: string, now: Date) {
  const reach = reachOf(caller.tenures, "convention.read");
  const [dispositif] = await sql.query<{ id: string }>(
    `select d.id from dispositif d where d.key = $1 and ($2 or exists (
       select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])))`,
    [key, reach.all, [...reach.own, ...reach.dispositif]],
  );
  if (!dispositif) throw new NotFound(sentences.noDispositif);
  const { state, since, dossier, open, closed } = await lockNow(sql, dispositif.id, now);
  return {
    state,
    since,
    dossier,
    open: open.map(({ channel }) => channel),
    closed: closed.map(({ channel, because: [first, ...also] }) => ({
      channel,
      because: first as Because,
      also,
    })),
  };
}
