import type { Convention } from "#conventions/schema.ts";
import type { Sql } from "../platform/database/database.ts";

/**
 * Organisations of a dispositif: those its convention names, the schools of its perimeter, the levels above these
 * (circonscription, DSDEN, académie), and their communes where communes are parties. Party keys come with them.
 */
const WANTED = `
  slice as (
    select * from jsonb_to_recordset($2::jsonb)
      as s(academies jsonb, departements jsonb, communes jsonb, types jsonb, sectors jsonb)),
  named as (
    select o.id, min(n.party) as party
    from jsonb_to_recordset($3::jsonb) as n(key text, party text) join organisation o on o.key = n.key
    group by o.id),
  school as (
    select o.id, o.kind, o.parent_id, o.commune_insee from organisation o
    where o.kind in ('ecole', 'etablissement') and o.closed_at is null and exists (
      select 1 from slice s
      where s.types ? o.school_type
        and (s.academies is null or s.academies ? o.academie)
        and (s.departements is null or s.departements ? o.departement)
        and (s.communes is null or s.communes ? o.commune_insee)
        and (s.sectors is null or s.sectors ? o.sector))),
  first_above as (select distinct parent_id as id from school where parent_id is not null),
  second_above as (
    select distinct o.parent_id as id from organisation o join first_above a on a.id = o.id where o.parent_id is not null),
  third_above as (
    select distinct o.parent_id as id from organisation o join second_above a on a.id = o.id where o.parent_id is not null),
  everything as (
    select id, party, 0 as rank from named
    union all select id, coalesce($4::jsonb ->> kind, $4::jsonb ->> 'any'), 1 from school
    union all
    select o.id, $5::text, 1 from organisation o
    where $5::text is not null and o.kind = 'commune' and o.closed_at is null
      and o.commune_insee in (select commune_insee from school)
    union all select id, null, 2 from first_above
    union all select id, null, 2 from second_above
    union all select id, null, 2 from third_above),
  wanted as (
    select distinct on (id) id, party from everything order by id, (party is null), rank)`;

const REBUILD = `with ${WANTED},
  gone as (
    delete from coverage c where c.dispositif_id = $1 and not exists (select 1 from wanted w where w.id = c.organisation_id))
  insert into coverage (dispositif_id, organisation_id, party_key)
  select $1, id, party from wanted
  on conflict (dispositif_id, organisation_id) do update set party_key = excluded.party_key
  where coverage.party_key is distinct from excluded.party_key`;

/** The parties that stand for each school, by kind of school. */
function schoolParties(convention: Convention): Record<string, string> {
  const parties = convention.parties.filter((party) => party.everySchool);
  const byKind = parties.map(({ kind, key }) => [kind, key]);
  return Object.fromEntries([...byKind, ...(parties[0] ? [["any", parties[0].key]] : [])]);
}

/** Every organisation the convention names, with its party if it is one. */
function namedOrganisations({ parties, organisations }: Convention) {
  const partyOf = new Map(
    parties.flatMap(({ organisation, key }) => (organisation ? [[organisation, key]] : [])),
  );
  const keys = new Set([...organisations.map(({ key }) => key), ...partyOf.keys()]);
  return [...keys].map((key) => ({ key, party: partyOf.get(key) ?? null }));
}

/**
 * Fills Coverage from the newest convention of each dispositif; only what differs is written. Called after each import.
 * @param dispositifKey one dispositif only.
 */
export async function rebuildCoverage(sql: Sql, dispositifKey?: string): Promise<void> {
  const newest = await sql.query<{ id: string; body: Convention }>(
    `select distinct on (d.id) d.id, c.body from dispositif d join convention c on c.dispositif_id = d.id
     where $1::text is null or d.key = $1 order by d.id, c.version desc, c.imported_at desc`,
    [dispositifKey ?? null],
  );
  for (const { id, body } of newest) {
    await sql.query(REBUILD, [
      id,
      JSON.stringify(body.perimeter),
      JSON.stringify(namedOrganisations(body)),
      JSON.stringify(schoolParties(body)),
      body.parties.find((party) => party.everyCommune)?.key ?? null,
    ]);
  }
}
