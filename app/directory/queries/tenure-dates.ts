import type { Sql } from "../../platform/database/database.ts";

export type TenureDates = { personId: string; function: string; from: Date; until: Date | null };

/** Since when and until when the functions held now in an organisation are held. */
export function tenureDates(sql: Sql, organisation: string, at: Date): Promise<TenureDates[]> {
  return sql.query<TenureDates>(
    `select t.person_id as "personId", t.function, t."from", t.until from tenure t
     where t.organisation_id = $1 and t."from" <= $2 and (t.until is null or t.until > $2)`,
    [organisation, at],
  );
}
