import { InputRefused } from "#app/engine/input.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { ExercisePerson } from "#machines/exercise/v1/context.ts";

/**
 * People of the directory as an exercise remembers them, in the order asked: their function in an organisation that
 * the dispositif covers.
 * @param path of the field, for what is refused.
 * @throws InputRefused when one is unknown, left, or holds no function there.
 */
export async function findPeople(
  sql: Sql,
  dispositif: string,
  ids: string[],
  now: Date,
  path: string,
): Promise<ExercisePerson[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<ExercisePerson>(
    `select distinct on (p.id) p.id, trim(coalesce(p.given_name, '') || ' ' || p.name) "name", t.function,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from person p join tenure t on t.person_id = p.id join organisation o on o.id = t.organisation_id
       join coverage c on c.organisation_id = o.id and c.dispositif_id = $1
      where p.id::text = any($2::text[]) and p.closed_at is null and t."from" <= $3::timestamptz
        and (t.until is null or t.until > $3::timestamptz)
      order by p.id, t.rank, t.function`,
    [dispositif, ids, now.toISOString()],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  if (ids.some((id) => !known.has(id)))
    throw new InputRefused([
      {
        path,
        message:
          "Une de ces personnes n’exerce aucune fonction dans ce dispositif : choisissez-la dans l’annuaire.",
      },
    ]);
  return [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
}
