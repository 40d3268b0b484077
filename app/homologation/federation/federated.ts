import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";

/** Dispositifs within reach whose convention in force sets up an identity federation. */
export async function federatedDispositifs(sql: Sql, tenures: Held[], now: Date) {
  const { all, own, dispositif } = reachOf(tenures, "convention.read");
  return sql.query<{ key: string; name: string }>(
    `select p.key, p.name from dispositif p
      where ($1 or exists (select 1 from coverage c where c.dispositif_id = p.id and c.organisation_id = any($2::uuid[])))
        and (select c.body ? 'federation' from convention c where c.dispositif_id = p.id and c.version <= $3::timestamptz
              order by c.version desc, c.imported_at desc limit 1)
      order by p.name`,
    [all, [...own, ...dispositif], now.toISOString()],
  );
}
