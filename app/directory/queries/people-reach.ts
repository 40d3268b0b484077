import type { Sql } from "../../platform/database/database.ts";
import { type Held, reachOf } from "../../platform/permissions.ts";

/**
 * Whether the names and addresses of an organisation's people may be shown: organisations are public data, people
 * are not. « dispositif » reaches what the same dispositif covers; « own » reaches up and down one's own chain, and
 * the parties who would be alerted with one, but not the schools beside.
 */
export async function mayReadPeople(sql: Sql, tenures: Held[], organisation: string): Promise<boolean> {
  const reach = reachOf(tenures, "directory.read");
  if (reach.all) return true;
  const [row] = await sql.query<{ may: boolean }>(
    `with recursive up(id, depth) as (
       select $1::uuid, 0
       union select o.parent_id, depth + 1 from up join organisation o on o.id = up.id
         where o.parent_id is not null and depth < 6),
     mine_up(id, depth) as (
       select unnest($2::uuid[]), 0
       union select o.parent_id, depth + 1 from mine_up join organisation o on o.id = mine_up.id
         where o.parent_id is not null and depth < 6)
     select exists (select 1 from up where id = any($2::uuid[]))
       or exists (select 1 from mine_up where id = $1)
       or exists (
         select 1 from coverage here join coverage mine on mine.dispositif_id = here.dispositif_id
         join organisation o on o.id = here.organisation_id
         where here.organisation_id = $1 and (
           mine.organisation_id = any($3::uuid[])
           or (mine.organisation_id = any($2::uuid[]) and o.kind not in ('ecole', 'etablissement')))) may`,
    [organisation, [...reach.own, ...reach.dispositif], reach.dispositif],
  );
  return row?.may ?? false;
}
