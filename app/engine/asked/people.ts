import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Right, roles } from "#app/platform/permissions.ts";
import type { FoundPerson } from "#machines/step.ts";

/** Ids (uuid) of people anywhere in an event's data: an object that has a name and a function (words.ts, `Named`). */
function namedIn(data: unknown): string[] {
  if (typeof data !== "object" || data === null) return [];
  const { id: uuid, person, to, name, function: role } = data as Record<string, unknown>;
  const id = uuid ?? person ?? to;
  const own = typeof id === "string" && typeof name === "string" && typeof role === "string" ? [id] : [];
  return [...own, ...Object.values(data).flatMap(namedIn)];
}

/**
 * The people that an event names, in each function of theirs in that dispositif which gives the right. Whoever sends
 * names may be wrong of them, or mean to be: what is kept is what the directory says.
 */
export async function foundPeople(
  sql: Sql,
  dispositif: string,
  data: unknown,
  right: string,
  now: Date,
): Promise<FoundPerson[]> {
  const ids = [...new Set(namedIn(data))];
  if (ids.length === 0) return [];
  const able = roles.filter((role) => permissions[role][right as Right]);
  return sql.query<FoundPerson>(
    `select p.id, trim(coalesce(p.given_name, '') || ' ' || p.name) as name, t.function,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from person p
       join tenure t on t.person_id = p.id and t.function = any($3::text[])
        and t."from" <= $4::timestamptz and (t."until" is null or t."until" > $4::timestamptz)
       join organisation o on o.id = t.organisation_id and o.closed_at is null
       join coverage c on c.organisation_id = o.id and c.dispositif_id = $1
      where p.id = any($2::uuid[]) and p.closed_at is null
      order by p.id, t.rank, o.name limit 200`,
    [dispositif, ids, able, now.toISOString()],
  );
}
