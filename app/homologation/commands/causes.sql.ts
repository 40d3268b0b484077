/**
 * What happened that a homologation in force has not been told of, by homologation, oldest first. `$1`: nothing that
 * has not moved since is looked at; null looks at everything.
 *
 * An ENT is concerned by each serious incident and crisis of its dispositif; any other system by those that name it
 * (`sso-application:<key>`). What was known when the decision was taken re-opens nothing.
 */
export const causesSql = `
with recent as materialized (
  select * from dossier d
   where d.kind in ('incident', 'crisis', 'system', 'whitelist-request')
     and ($1::timestamptz is null or d.changed_at > $1)
), cause as (
  select d.dispositif_id, null::text system_id, 'incident:' || d.id "key", 'incident' kind, d.ref, d.opened_at at,
         'Incident de gravité ' || case d.columns->>'severity' when 'maximal' then 'maximale' else 'majeure' end || ' : ' || d.title what,
         d.context->'facts'->'compromises' named
    from recent d where d.kind = 'incident' and d.columns->>'severity' in ('major', 'maximal') and not d.exercise
  union all
  select d.dispositif_id, null, 'crisis:' || d.id, 'crisis', d.ref, d.opened_at, 'Crise : ' || d.title,
         jsonb_path_query_array(d.context, '$.applications[*].what')
    from recent d where d.kind = 'crisis' and d.state in ('active', 'sortie', 'retex', 'closed') and not d.exercise
  union all
  select d.dispositif_id, null, 'retex:' || d.id || ':' || (a->>'key'), 'retex', d.ref, d.changed_at,
         'Action décidée au RETEX : ' || (a->>'title'), null
    from recent d, jsonb_array_elements(d.context->'retex'->'actions') a
   where d.kind = 'crisis' and not d.exercise and a->'done' is null
  union all
  select d.dispositif_id, d.id::text, (c->>'kind') || ':' || (c->>'key'), c->>'kind', d.ref, (c->>'at')::timestamptz,
         case c->>'kind' when 'operator' then c->>'what' else 'Articulation. ' || (c->>'what') end, null
    from recent d, jsonb_array_elements(d.context->'changes') c where d.kind = 'system'
  union all
  select d.dispositif_id, null, 'application:' || d.id, 'application', d.ref, opened.at,
         'Application ouverte depuis l’ENT : ' || d.title, null
    from recent d cross join lateral (select min((l->>'at')::timestamptz) at
           from jsonb_array_elements(d.context->'links') l where l->>'what' = 'activated') opened
   where d.kind = 'whitelist-request' and d.state = 'active' and opened.at is not null
)
select h.id homologation,
       json_agg(json_build_object('key', c."key", 'kind', c.kind, 'ref', c.ref, 'what', left(c.what, 600),
         'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.at, c."key") causes
  from cause c
  join dossier h on h.kind = 'homologation' and h.dispositif_id = c.dispositif_id
   and h.columns->>'current' = 'true' and h.state in ('in-force', 'to-renew', 'suspended')
   and case when c.system_id is not null then h.columns->>'system' = c.system_id
            when h.columns->>'nature' = 'ent' then true
            else exists (select 1 from dossier s where s.id = (h.columns->>'system')::uuid
                   and c.named ? ('sso-application:' || (s.columns->>'key'))) end
   and c.at > (h.context->'decision'->>'at')::timestamptz
 where not jsonb_path_exists(h.context, '$.reviews[*].key ? (@ == $k)', jsonb_build_object('k', c."key"))
 group by h.id
 limit 200`;
