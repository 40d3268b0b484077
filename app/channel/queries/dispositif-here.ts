import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";

export type DispositifHere = { id: string; key: string; name: string };

/** A dispositif by its key, if its channels are the caller's to configure; else null, as if there were none. */
export async function dispositifHere(sql: Sql, tenures: Held[], key: string): Promise<DispositifHere | null> {
  const { all, dispositif, own } = reachOf(tenures, "channel.configure");
  const [row] = await sql.query<DispositifHere>(
    `select id, key, name from dispositif d where key = $1 and ($2::boolean or exists (
       select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])))`,
    [key, all, [...dispositif, ...own]],
  );
  return row ?? null;
}
