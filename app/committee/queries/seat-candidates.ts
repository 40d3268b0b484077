import { functionLabel } from "#app/messages/directory-words.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Named } from "#machines/words.ts";

export type Candidate = Named & { value: string; label: string };

/**
 * People who may be named to a seat, or to the minutes: whoever holds a function in that organisation, or in one of
 * that kind which the dispositif covers; those of the function proposed first.
 * @param of organisation (uuid), kind of party, or neither: anyone of the parties and the provider.
 */
export async function candidates(
  sql: Sql,
  dispositif: string,
  of: { organisation?: string | undefined; kind?: string | undefined; function?: string | null },
  now: Date,
): Promise<Candidate[]> {
  const rows = await sql.query<Named>(
    `select distinct on (rank_of, o.name, p.name, p.id, o.id) p.id person, trim(coalesce(p.given_name, '') || ' ' || p.name) "name", t.function,
            json_build_object('id', o.id, 'key', o.key, 'name', o.name)::jsonb organisation,
            case when t.function = $5 then 0 else 1 end rank_of
       from tenure t join person p on p.id = t.person_id join organisation o on o.id = t.organisation_id
       join coverage c on c.organisation_id = o.id
      where c.dispositif_id = $1 and p.closed_at is null and t."from" <= $2 and (t.until is null or t.until > $2)
        and ($3::uuid is null or o.id = $3::uuid) and ($4::text is null or o.kind = $4)
        and ($3::uuid is not null or $4::text is not null or o.kind not in ('ecole', 'etablissement'))
      order by rank_of, o.name, p.name, p.id, o.id, t.rank limit 300`,
    [dispositif, now.toISOString(), of.organisation ?? null, of.kind ?? null, of.function ?? ""],
  );
  return rows.map(({ person, name, function: role, organisation }) => ({
    ...{ person, name, function: role, organisation },
    value: `${person}/${role}/${organisation.id}`,
    label: `${name}, ${functionLabel(role)}, ${organisation.name}`,
  }));
}

/** Those of a list that a form names, by value, in its order. */
export const namedIn = (from: Candidate[], values: string | undefined): Named[] =>
  (values ?? "")
    .split(" ")
    .flatMap((one) => from.filter(({ value }) => value === one))
    .map(({ person, name, function: role, organisation }) => ({
      person,
      name,
      function: role,
      organisation,
    }));
