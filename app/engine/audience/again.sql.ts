import { failedLate } from "../outbox/failed.sql.ts";
import { candidatesSql } from "./audience.sql.ts";

/**
 * Deliveries of a notice that nobody answered, neither directly nor through whom they were escalated to. Nobody is
 * waited for who was only simulated.
 */
export const unansweredSql = (notice: string) => `
  select d.* from delivery d join notice n on n.id = d.notice_id
   where d.dossier_id = (select id from moved) and n.key = ${notice} and d.function <> 'mailbox'
     and d.state not in ('cancelled', 'simulated') and (d.acked_at is null or d.answer = 'not-me')
     and not exists (select 1 from delivery c where c.dossier_id = d.dossier_id and c.about_id = d.id and c.answer = 'taken')`;

/** Reminders go to the same address. */
export const reminderSql = (notice: string) =>
  `select u.* from (${unansweredSql(notice)}) u where u.state in ('sent', 'queued', 'sending') and u.acked_at is null
    and not ${failedLate("u")}`;

/**
 * The substitutes in the same organisation and whoever answers one level up, for each unanswered delivery, or for
 * those named in `ids` (addresses that failed). One message an address: the DASEN of 116 schools gets one, not 116.
 */
export const escalationSql = (notice: string, levels: string, ids: string | null, now: string) => `
  with target as materialized (
    ${
      ids
        ? `select d.* from delivery d where d.dossier_id = (select id from moved)
             and d.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb)) and ${notice}::text is not null`
        : unansweredSql(notice)
    }
  ), found as (
    select hit.id about_id, hit.organisation_id, c.function, c.person_id, c.name, c.address, hit.rule, hit.article, hit.alert,
           'substitute' via
      from target hit cross join lateral (${candidatesSql("hit.organisation_id", "array[hit.function]", now)}) c
     where c.via = 'substitute' and c.address <> hit.address
    union all
    select hit.id, up.organisation_id, up.function, up.person_id, up.name, up.address, hit.rule, hit.article, hit.alert, 'above'
      from target hit cross join lateral (
        with recursive chain(id, kind, parent_id, level) as (
          select o.id, o.kind, o.parent_id, 0 from organisation o where o.id = hit.organisation_id
          union all
          select o.id, o.kind, o.parent_id, level + 1 from chain join organisation o on o.id = chain.parent_id where level < 5
        )
        select c.* from chain cross join lateral (
          ${candidatesSql("chain.id", `array(select jsonb_array_elements_text(${levels}::jsonb->chain.kind))`, now)}
        ) c where chain.level > 0 order by chain.level, c.preference limit 1
      ) up
  )
  select distinct on (f.address) f.* from found f order by f.address, f.via desc`;
