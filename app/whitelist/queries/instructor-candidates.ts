import type { Sql } from "#app/platform/database/database.ts";
import { permissions, type Role, roles } from "#app/platform/permissions.ts";
import type { Named } from "#machines/whitelist-request/v1/events.ts";
import type { Domain } from "#machines/whitelist-request/v1/words.ts";

export type Candidate = Named & { tenure: string };

/** Who is proposed first for each domain; anybody who may instruct can be chosen. */
const usual: Record<Domain, Role[]> = {
  security: ["rssi", "dsi"],
  dataProtection: ["dpd"],
  pedagogy: ["ien", "dane", "referentNumerique"],
};
const able = roles.filter((role) => permissions[role]["whitelist.instruct"]);

/** People of the directory who may instruct that request: they belong to its dispositif, nearest to its place first. */
export async function instructorCandidates(
  sql: Sql,
  dossier: string,
  now: Date,
): Promise<Record<Domain, Candidate[]>> {
  const rows = await sql.query<Candidate>(
    `select t.id tenure, p.id, trim(coalesce(p.given_name, '') || ' ' || p.name) as name, t.function,
            json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name) organisation
       from dossier d join organisation place on place.id = d.organisation_id
       join coverage c on c.dispositif_id = d.dispositif_id
       join organisation o on o.id = c.organisation_id and o.closed_at is null
       join tenure t on t.organisation_id = o.id and t.function = any($2::text[])
        and t."from" <= $3::timestamptz and (t."until" is null or t."until" > $3::timestamptz)
       join person p on p.id = t.person_id and p.closed_at is null
      where d.id = $1 and (o.academie is not distinct from place.academie or o.academie is null)
        and (o.departement is not distinct from place.departement or o.departement is null or o.kind = 'academie')
      order by t.rank, o.kind = 'academie' desc, o.name, p.name limit 400`,
    [dossier, able, now.toISOString()],
  );
  const of = (domain: Domain) => {
    const first = usual[domain] as string[];
    return [...rows].sort((a, b) => rank(first, a) - rank(first, b));
  };
  return { security: of("security"), dataProtection: of("dataProtection"), pedagogy: of("pedagogy") };
}

const rank = (first: string[], { function: role }: Candidate) =>
  first.includes(role) ? first.indexOf(role) : 99;
