import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role } from "#app/platform/permissions.ts";

/** For whom the caller may ask: their organisations, in each dispositif that covers them. */
export async function placesToAskFor(
  sql: Sql,
  { tenures }: Caller,
): Promise<{ value: string; label: string }[]> {
  const mine = tenures.flatMap((one) =>
    one.organisation && permissions[one.function as Role]?.["whitelist.request"] ? [one.organisation.id] : [],
  );
  return sql.query(
    `select d.key || ' ' || o.key as value, o.name || ' · ' || d.name as label
       from organisation o join coverage c on c.organisation_id = o.id join dispositif d on d.id = c.dispositif_id
      where o.id = any($1::uuid[]) and o.closed_at is null order by d.name, o.name`,
    [mine],
  );
}
