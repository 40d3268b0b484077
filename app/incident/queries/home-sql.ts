import { concernsSql } from "#app/engine/exercise/players.ts";
import { earnestTaskSql } from "#machines/exercise/earnest.ts";

/* Statements of the home page, asked together. */

/** Alerts addressed to `$1`, or to a mailbox that stands for a function that they hold (`$2`, in `$3`), unanswered. */
export const alertsSql = `
  with mine as (
    select l.* from delivery l where l.person_id = $1 and l.acked_at is null and l.state not in ('cancelled', 'simulated')
    union all
    select l.* from dossier_access a join delivery l on l.dossier_id = a.dossier_id and l.organisation_id = a.organisation_id
     where a.organisation_id = any($3::uuid[]) and l.person_id is null and l.acked_at is null and l.state not in ('cancelled', 'simulated')
       and l.function || ' ' || l.organisation_id = any($2::text[]))
  select l.id, l.rule, l.article, n.template, n.facts->>'place' place, n.facts->'alerts'->l.alert->>'statement' "statement",
         coalesce(n.facts->'alerts'->l.alert->>'answerBy', (select to_char(x.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
           from deadline x where x.dossier_id = d.id and x.state = 'running' and x.key = 'remind-' || n.key)) "dueAt",
         d.ref, d.kind, d.title, d.exercise, s.key dispositif
    from mine l join notice n on n.id = l.notice_id and n.template not in ('reminder', 'sitrep', 'homologation', 'whitelist', 'meeting')
    join dossier d on d.id = l.dossier_id and d.closed_at is null and d.kind <> 'communication' and ${concernsSql("$1")}
    join dispositif s on s.id = d.dispositif_id
   order by n.created_at desc limit 40`;

/** Open tasks of functions `$1` in organisations `$2` for the reader `$3`, on dossiers that may be read. */
export const tasksSql = (read: string) => `
  select t.key, t.title, t.rule, t.article, t.due_at "dueAt", d.ref, d.kind, d.title dossier, d.exercise, d.convention_id "conventionId"
    from task t join dossier d on d.id = t.dossier_id
   where t.state = 'open' and t.function = any($1::text[])
     and (t.organisation_id is null or t.organisation_id = any($2::uuid[])) and (${earnestTaskSql} or ${concernsSql("$3")}) and ${read}
   order by t.due_at nulls last, t.opened_at desc limit 200`;

/** Open incidents where a step may be the reader's, nearest clock first. */
export const ledSql = (may: string) => `
  select d.ref, d.title, d.state, d.exercise, d.convention_id "conventionId", d.machine, d.machine_version "machineVersion",
         json_build_object('field', d.context->'field', 'clocks', d.context->'clocks',
           'facts', json_build_object('category', d.context->'facts'->'category')) context,
         (select json_build_object('name', x.name, 'dueAt', x.due_at, 'rule', x.rule, 'article', x.article, 'key', x.key)
            from deadline x where x.dossier_id = d.id and x.shown and x.state = 'running'
           order by x.due_at nulls last limit 1) clock
    from dossier d where d.kind = 'incident' and d.closed_at is null and ${may}
   order by (select min(x.due_at) from deadline x where x.dossier_id = d.id and x.shown and x.state = 'running') nulls last,
         d.opened_at desc limit 20`;

/** The newest incidents that may be read; `$1` is the reader, who may have declared some. */
export const followedSql = (read: string) => `
  select d.ref, d.title, d.state, d.exercise, d.opened_at "openedAt", o.name place,
         exists (select 1 from journal_entry j where j.dossier_id = d.id and j.seq = 1
           and j.payload::jsonb->'actor'->>'id' = $1::text) mine
    from dossier d join organisation o on o.id = d.organisation_id
   where d.kind = 'incident' and ${read} order by d.opened_at desc limit 8`;
