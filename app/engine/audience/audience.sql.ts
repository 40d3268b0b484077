/**
 * From the words of a convention to addresses, in one set-based statement, so that 45,308 recipients cost one
 * query and a preview is the very same query without the insert.
 *
 * In: `plan` (jsonb array of {i, alert, rule, article, to, functions[], at, kinds[], address, organisation, name}),
 * `scope` (jsonb, machines/effects.ts Scope), `levels` (jsonb: kind → functions), `dispositif` (uuid), `now`.
 * Out, one row an organisation, function and address: i, alert, rule, article, organisation_id, organisation_key,
 * organisation_name, departement, function, person_id, name, address (null: nobody reachable), via, level.
 *
 * Order in which an address is looked for (issue: « an alert is never silently unsent »): holder, substitute,
 * mailbox of the organisation, then the same one level up. A deputy or the level above leaves a gap to be seen to.
 */
export const audienceSql = (p: {
  plan: string;
  scope: string;
  levels: string;
  dispositif: string;
  now: string;
}) => `
  item as materialized (
    select (e->>'i')::int i, e->>'alert' alert, e->>'rule' rule, e->>'article' article, e->>'to' kind_of,
           array(select jsonb_array_elements_text(e->'functions')) functions, e->>'at' at_kind,
           case when jsonb_typeof(e->'kinds') = 'array' then array(select jsonb_array_elements_text(e->'kinds')) end kinds,
           e->>'address' address, e->>'organisation' mailbox_of, e->>'name' mailbox_name
      from jsonb_array_elements(${p.plan}::jsonb) e
  ),
  school as materialized (
    select o.id, o.parent_id, o.commune_insee, o.departement
      from coverage c join organisation o on o.id = c.organisation_id
     where c.dispositif_id = ${p.dispositif} and o.kind in ('ecole', 'etablissement') and o.closed_at is null
       and case ${p.scope}::jsonb->>'perimeter'
             when 'school' then o.id = (${p.scope}::jsonb->>'place')::uuid
             when 'schools' then case when ${p.scope}::jsonb ? 'schools'
               then o.id in (select value::uuid from jsonb_array_elements_text(${p.scope}::jsonb->'schools'))
               else exists (select 1 from organisation place where place.id = (${p.scope}::jsonb->>'place')::uuid
                 and (place.id = o.id or place.id = o.parent_id
                      or (place.kind = 'commune' and place.commune_insee = o.commune_insee))) end
             when 'departement' then o.departement = ${p.scope}::jsonb->>'departement'
             when 'academie' then o.academie = ${p.scope}::jsonb->>'academie'
             else true
           end
  ),
  concerned as materialized (
    with recursive up(id) as (
      select id from school
      union select (${p.scope}::jsonb->>'place')::uuid
      union select o.parent_id from up join organisation o on o.id = up.id where o.parent_id is not null
    )
    select o.id, o.kind, o.parent_id from up join organisation o on o.id = up.id
    union
    select o.id, o.kind, o.parent_id from organisation o
     where o.kind = 'commune' and o.commune_insee in (select distinct commune_insee from school)
    union
    select o.id, o.kind, o.parent_id from coverage c join organisation o on o.id = c.organisation_id
     where c.dispositif_id = ${p.dispositif} and o.closed_at is null
       and (o.kind in ('region', 'prestataire', 'draaf')
            or (o.kind = 'departement' and o.departement in (select distinct departement from school))
            or (${p.scope}::jsonb->>'perimeter' = 'dispositif' and o.kind not in ('ecole', 'etablissement', 'commune')))
  ),
  wanted as materialized (
    select i.i, i.alert, i.rule, i.article, c.id organisation_id, i.functions
      from item i join concerned c on i.kind_of = 'function'
       and (c.kind = i.at_kind or (i.at_kind = 'school' and c.kind in ('ecole', 'etablissement')))
     where i.at_kind <> 'school' or c.id in (select id from school)
    union all
    select i.i, i.alert, i.rule, i.article, o.id, i.functions
      from item i join coverage c on i.kind_of = 'parties' and c.dispositif_id = ${p.dispositif} and c.party_key is not null
      join organisation o on o.id = c.organisation_id and o.closed_at is null
     where (i.kinds is null or o.kind = any(i.kinds))
       and o.id <> (${p.scope}::jsonb->>'declarer')::uuid
       and (o.kind not in ('ecole', 'etablissement', 'commune') or o.id in (select id from concerned))
  ),
  reached as (
    select w.i, w.alert, w.rule, w.article, w.organisation_id,
           coalesce(here.function, above.function, w.functions[1]) as function,
           coalesce(here.person_id, above.person_id) person_id, coalesce(here.name, above.name) as name,
           coalesce(here.address, above.address) address,
           coalesce(here.via, above.via) via, coalesce(here.organisation_id, above.organisation_id) reached_id
      from wanted w
      left join lateral (
        select c.* from (${candidatesSql("w.organisation_id", "w.functions", p.now)}) c
         order by c.preference limit 1
      ) here on true
      left join lateral (
        with recursive chain(id, kind, parent_id, level) as (
          select o.id, o.kind, o.parent_id, 0 from organisation o where o.id = w.organisation_id and here.address is null
          union all
          select o.id, o.kind, o.parent_id, level + 1 from chain join organisation o on o.id = chain.parent_id where level < 5
        )
        select c.function, c.person_id, c.name, c.address, 'above' via, c.organisation_id
          from chain cross join lateral (
            ${candidatesSql("chain.id", `array(select jsonb_array_elements_text(${p.levels}::jsonb->chain.kind))`, p.now)}
          ) c
         where chain.level > 0 order by chain.level, c.preference limit 1
      ) above on true
    union all
    select i.i, i.alert, i.rule, i.article, coalesce(o.id, (${p.scope}::jsonb->>'place')::uuid), 'mailbox', null,
           i.mailbox_name, i.address, 'mailbox', o.id
      from item i left join organisation o on o.key = i.mailbox_of where i.kind_of = 'mailbox'
  ),
  audience as materialized (
    select distinct on (r.organisation_id, coalesce(r.address, r.function))
           r.i, r.alert, r.rule, r.article, r.organisation_id, o.key organisation_key, o.name organisation_name,
           o.departement, r.function, r.person_id, coalesce(r.name, o.name) as name, r.address, r.via
      from reached r join organisation o on o.id = r.organisation_id
     where r.person_id is null or r.person_id::text is distinct from ${p.scope}::jsonb->>'author'
     order by r.organisation_id, coalesce(r.address, r.function), r.i
  )`;

/** Who can be written to in an organisation for one of these functions, best first. */
export const candidatesSql = (organisation: string, functions: string, now: string) => `
  select t.function, p.id person_id, trim(coalesce(p.given_name, '') || ' ' || p.name) as name, p.email address,
         case when t.rank = 0 then 'holder' else 'substitute' end via, t.organisation_id,
         case when t.rank = 0 then 0 else 100 + t.rank end + array_position(${functions}, t.function) * 10 preference
    from tenure t join person p on p.id = t.person_id
   where t.organisation_id = ${organisation} and t.function = any(${functions})
     and t."from" <= ${now}::timestamptz and (t."until" is null or t."until" > ${now}::timestamptz)
     and p.closed_at is null and p.email is not null and p.mail_state <> 'invalid'
  union all
  select (${functions})[1], null, o.name, o.mail, 'mailbox', o.id, 1000
    from organisation o
   where o.id = ${organisation} and o.mail is not null and o.mail_state <> 'invalid' and o.closed_at is null`;
