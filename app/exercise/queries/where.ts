import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";

export type Where = { key: string; name: string; place: string; placeName: string; timezone: string };

/** Dispositifs in which the caller may prepare an exercise, each with the organisation from which they would. */
export async function dispositifsFor(sql: Sql, { tenures }: Caller): Promise<Where[]> {
  const { own, dispositif } = reachOf(tenures, "exercise.conduct");
  return sql.query<Where>(
    `select distinct on (d.name, d.key) d.key, d.name, o.key place, o.name "placeName", o.timezone
       from coverage c join dispositif d on d.id = c.dispositif_id join organisation o on o.id = c.organisation_id
      where c.organisation_id = any($1::uuid[]) order by d.name, d.key, c.party_key nulls last, o.key`,
    [[...own, ...dispositif]],
  );
}
