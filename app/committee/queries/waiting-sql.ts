/*
 * What waits somewhere for an instance, over `dossier d` of one dispositif, in earnest: of an exercise, only what its
 * RETEX decided is real work (machines/exercise/earnest.ts). `may` is the reader's own condition. Each part says: kind, since when, by when, and what its cause is made of (waiting.ts writes it).
 * Other domains are read by rows and columns, never by their code. Not materialised: each part then finds its own states
 * through the index, and ten thousand requests that wait for nobody are not read.
 */
const base = "d.id, d.ref, d.machine, d.title";
const nobody = "null::text";

/** @param now placeholder of the instant (ISO 8601). */
export const waitingSql = (may: string, dispositif: string, now: string) => `
with d as not materialized (select * from dossier d where d.dispositif_id = ${dispositif} and (not d.exercise or d.kind = 'crisis') and ${may}
  and d.kind in ('homologation', 'whitelist-request', 'communication', 'system', 'runbook', 'crisis'))
select 'homologation-decision' kind, ${base}, d.context->'submitted'->>'at' since, ${nobody} due, null::text part,
    jsonb_build_object('note', d.context->'submitted'->>'note', 'instance', d.context->'submitted'->>'instance') told
  from d where d.kind = 'homologation' and d.state = 'commission'
union all
select 'homologation-review', ${base}, r.first, ${nobody}, r.key, jsonb_build_object('count', r.count, 'what', r.what)
  from d cross join lateral (
    select count(*)::int count, min(e.one->>'at') first, (array_agg(e.one->>'key' order by e.n desc))[1] key,
           (array_agg(e.one->>'what' order by e.n desc))[1] what
      from jsonb_array_elements(d.context->'reviews') with ordinality e(one, n) where e.one->'concluded' = 'null') r
  where d.kind = 'homologation' and d.state in ('in-force', 'to-renew', 'expired') and (d.columns->>'reviews')::int > 0
union all
select 'suspension', ${base}, d.context->'suspended'->>'at', ${nobody}, null, jsonb_build_object('reason', d.context->'suspended'->>'reason')
  from d where d.kind = 'homologation' and d.state = 'suspended'
union all
select case d.state when 'committee' then 'whitelist-request' when 'review-due' then 'whitelist-review' else 'whitelist-reinstatement' end,
    ${base}, coalesce(case when d.state = 'suspended' then d.context->'suspension'->>'at' end, d.context->'history'->-1->>'at'),
    d.context->'clock'->>'dueAt', null,
    jsonb_build_object('opinions', d.context->'opinions', 'reason', d.context->'suspension'->>'reason')
  from d where d.kind = 'whitelist-request' and d.state in ('committee', 'review-due', 'suspended')
union all
select 'urgent-review', ${base}, coalesce(d.context->>'leftAt', d.context->>'submittedAt'), ${nobody}, null,
    jsonb_build_object('author', d.context->'author'->'place'->>'name', 'rule', d.context->'review'->>'rule',
      'article', d.context->'review'->>'article', 'instances', d.context->'review'->'instances',
      'said', (select jsonb_agg(o->>'instance') from jsonb_array_elements(d.context->'review'->'opinions') o))
  from d where d.kind = 'communication' and d.columns->>'review' = 'pending'
union all
select 'attestation', ${base}, d.columns->>'attestedAt',
    to_char((d.columns->>'attestedAt')::timestamptz at time zone 'utc' + interval '1 year', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), null, '{}'::jsonb
  from d where d.kind = 'system' and d.state = 'active' and d.columns->>'nature' = 'communication'
    and (d.columns->>'attestedAt')::timestamptz < ${now}::timestamptz - interval '10 months'
union all
select 'runbook', ${base}, v.one->'submitted'->>'at', ${nobody}, null, jsonb_build_object('version', (v.one->>'version')::int)
  from d cross join lateral (select e.one from jsonb_array_elements(d.context->'versions') with ordinality e(one, n)
    where e.one->>'state' = 'submitted' order by e.n desc limit 1) v
  where d.kind = 'runbook' and d.state = 'submitted'
union all
select 'retex-action', d.id, d.ref, d.machine, a->>'title', a->>'dueAt', a->>'dueAt', a->>'key',
    jsonb_build_object('owner', a->>'owner', 'ref', d.ref, 'exercise', d.exercise)
  from d cross join lateral jsonb_array_elements(d.context->'retex'->'actions') a
  where d.kind = 'crisis' and a->'done' is null and (a->>'dueAt')::timestamptz < ${now}::timestamptz`;
