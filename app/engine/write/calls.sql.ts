import type { Effect } from "#machines/effects.ts";
import { candidatesSql } from "../audience/audience.sql.ts";
import { noticeSql } from "./notice.sql.ts";
import { type Of, only, type Params } from "./rows.ts";

/**
 * People called by name, as they are reached at that moment: alert, rule, article, organisation_id, function,
 * person_id, name, address (null: nobody), via.
 *
 * Where the call names functions to stand in (`otherwise`), a person who left the post or has no address is answered
 * for by their substitute, then by the next function named, the mailbox of the organisation, the level above: a call
 * of a register must not go to a post that nobody holds any more.
 * @param now SQL of the real time, numbered when first needed: who holds a function is asked of it.
 */
export function calledSql(p: Params, { people, levels }: Of<"call">, now: () => string): string {
  const rows = `jsonb_to_recordset(${p.json(people)}::jsonb) e(person uuid, organisation uuid, function text, alert text,
    rule text, article text, otherwise text[])`;
  const name = "trim(coalesce(c.given_name, '') || ' ' || c.name)";
  if (!people.some(({ otherwise }) => otherwise))
    return `select e.alert, e.rule, e.article, e.organisation organisation_id, e.function, e.person person_id,
      ${name} as name, c.email address, 'holder' via from ${rows} join person c on c.id = e.person`;
  const functions = "(array[e.function] || coalesce(e.otherwise, '{}'))";
  return `select distinct on (coalesce(r.address, r.name)) r.* from (
    select e.alert, e.rule, e.article, coalesce(here.organisation_id, above.organisation_id, e.organisation) organisation_id,
           coalesce(here.function, above.function, e.function) "function",
           case when still.address is null then coalesce(here.person_id, above.person_id) else e.person end person_id,
           coalesce(still.name, here.name, above.name, ${name}) as name,
           coalesce(still.address, here.address, above.address) address,
           case when still.address is not null then 'holder' else coalesce(here.via, above.via) end via
      from ${rows} join person c on c.id = e.person
      left join lateral (
        select c.email address, ${name} as name where c.email is not null and c.closed_at is null and c.mail_state <> 'invalid' and (e.otherwise is null
          or exists (select 1 from tenure t where t.person_id = c.id and t.organisation_id = e.organisation
            and t.function = e.function and t."from" <= ${now()}::timestamptz
            and (t.until is null or t.until > ${now()}::timestamptz)))
      ) still on true
      left join lateral (
        select s.function, s.person_id, s.name, s.address, s.organisation_id,
               case when s.via = 'holder' then 'substitute' else s.via end via from (${candidatesSql("e.organisation", functions, now())}) s
         where still.address is null and e.otherwise is not null
         order by s.via = 'mailbox', s.function <> e.function, s.preference limit 1
      ) here on true
      left join lateral (
        with recursive chain(id, kind, parent_id, level) as (
          select o.id, o.kind, o.parent_id, 0 from organisation o
           where o.id = e.organisation and still.address is null and here.address is null and e.otherwise is not null
          union all
          select o.id, o.kind, o.parent_id, level + 1 from chain join organisation o on o.id = chain.parent_id where level < 5
        )
        select s.function, s.person_id, s.name, s.address, 'above' via, s.organisation_id
          from chain cross join lateral (
            ${candidatesSql("chain.id", `array(select jsonb_array_elements_text(${p.json(levels ?? {})}::jsonb->chain.kind))`, now())}
          ) s where chain.level > 0 order by chain.level, s.preference limit 1
      ) above on true) r
    order by coalesce(r.address, r.name), r.via`;
}

/** The calls of a step as rows; whoever is reached through somebody else, or not at all, leaves a task. */
export function callsSql(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  return only(effects, "call").flatMap((e, n) => [
    `called${n} as materialized (${calledSql(p, e, leaves)})`,
    noticeSql(`call_notice${n}`, `called${n} where address is not null`, p, now, e, e.template),
    `call${n} as (insert into delivery (notice_id, dossier_id, organisation_id, function, person_id, name, address, rule,
        article, alert, via, next_at)
      select n.id, n.dossier_id, c.organisation_id, c.function, c.person_id, c.name, c.address, c.rule, c.article, c.alert,
             c.via, ${leaves()} from call_notice${n} n cross join called${n} c where c.address is not null)`,
    `call_seen${n} as (insert into dossier_access (dossier_id, organisation_id, via)
      select distinct moved.id, c.organisation_id, 'cell' from moved cross join called${n} c on conflict do nothing)`,
    `call_gap${n} as (insert into task (dossier_id, key, kind, function, title, rule, article, data, opened_at)
      select moved.id, 'gap-' || ${p.add(e.notice)}, 'gap', 'rssi',
             case when count(*) = 1 then 'Destinataire à joindre autrement : ' || min(c.name)
                  else count(*) || ' destinataires à joindre autrement' end,
             min(c.rule), min(c.article), jsonb_build_object('count', count(*)), ${now}
        from moved cross join called${n} c where c.via is distinct from 'holder' or c.address is null
       group by moved.id on conflict (dossier_id, key) do nothing)`,
  ]);
}
