import type { Sql } from "#app/platform/database/database.ts";
import type { Reach, SchoolGroup } from "#machines/communication/v1/found.ts";
import type { Scope } from "#machines/effects.ts";
import { schoolsSql } from "../audience/audience.sql.ts";
import { goodFridayOffSql } from "../opening/place.ts";
import { Params } from "../write/rows.ts";

/** Open schools of a scope, grouped by what decides their clocks and their approver: 5,500 make a few rows. */
export async function reachOfScope(sql: Sql, dispositif: string, scope: Scope): Promise<Reach> {
  const p = new Params();
  const schools = schoolsSql(p, scope, `${p.add(dispositif)}::uuid`);
  const groups = await sql.query<SchoolGroup>(
    `select timezone, departement, academie, type, good_friday_off "goodFridayOff", count(*)::int schools
       from (select o.timezone, o.departement, o.academie, ${goodFridayOffSql("o")} good_friday_off,
                    coalesce(o.school_type, case when o.kind = 'ecole' then 'ecole' else 'autre' end) as type
               from (${schools}) s join organisation o on o.id = s.id) placed
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    p.values,
  );
  return { schools: groups.reduce((sum, group) => sum + group.schools, 0), groups };
}
