import { type Caller, type CallerTenure, Forbidden } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Right, type Role, reachOf } from "#app/platform/permissions.ts";
import type { Place } from "./place.ts";

/**
 * The function in which the caller acts for a place: for it acts who belongs to it, is above it, or belongs to a party of the dispositif; and, where
 * the permission table gives the right on the whole dispositif, anybody of an organisation that it covers.
 */
export async function authorOf(
  sql: Sql,
  caller: Caller,
  right: Right,
  dispositif: string,
  place: Place,
): Promise<CallerTenure> {
  const able = caller.tenures.filter((one) => permissions[one.function as Role]?.[right]);
  const mine = able.flatMap((one) => (one.organisation ? [one.organisation.id] : []));
  const { dispositif: wide } = reachOf(able, right);
  const [best] = await sql.query<{ id: string }>(
    `with recursive up(id, level) as (
       select $1::uuid, 0
       union all select o.parent_id, level + 1 from up join organisation o on o.id = up.id where o.parent_id is not null
     ), near as (select id, level from up
       union all select organisation_id, 100 from coverage where dispositif_id = $2 and party_key is not null
         and organisation_id not in (select c.organisation_id from coverage c join organisation o on o.id = c.organisation_id
           where c.dispositif_id = $2 and o.kind in ('ecole', 'etablissement', 'commune'))
       union all select o.id, 50 from organisation o join organisation p on p.id = $1 and p.commune_insee = o.commune_insee
         where o.kind = 'commune'
       union all select organisation_id, 200 from coverage where dispositif_id = $2 and organisation_id = any($4::uuid[]))
     select id from near where id = any($3::uuid[]) order by level limit 1`,
    [place.id, dispositif, mine, wide],
  );
  const tenure = best && able.find((one) => one.organisation?.id === best.id);
  if (!tenure) throw new Forbidden(right);
  return tenure;
}
