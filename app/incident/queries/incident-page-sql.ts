import { hasFailed } from "#app/engine/outbox/failed.sql.ts";
import { stageAt, stageOf } from "#app/engine/outbox/stage.sql.ts";

/*
 * Three statements, asked together: the dossier with all that hangs on it, the people alerted, the journal. Each
 * finds the dossier by itself, so that none waits for another.
 */

/** `$1`: reference or id. */
const found = "(select id from dossier where ref = $1 or id::text = $1)";

/** @param rights boolean columns, one a set of rights of the same reach. */
export const dossierSql = (read: string, rights: string[]) => `
  select d.id, d.ref, d.machine, d.machine_version "machineVersion", d.state, d.context, d.revision,
         d.convention_id "conventionId", d.title, d.opened_at "openedAt", d.closed_at "closedAt", d.exercise,
         s.name dispositif, array[${rights.join(", ")}]::boolean[] rights,
         (select coalesce(json_agg(json_build_object('key', x.key, 'name', x.name, 'rule', x.rule, 'article', x.article,
            'startedAt', x.started_at, 'dueAt', x.due_at, 'shown', x.shown, 'state', x.state, 'settledAt', x.settled_at,
            'explanation', x.explanation) order by x.state <> 'running', x.due_at nulls last, x.key), '[]')
            from deadline x where x.dossier_id = d.id and (x.shown or x.state = 'running')) deadlines,
         (select coalesce(json_agg(json_build_object('key', t.key, 'kind', t.kind, 'function', t.function, 'title', t.title,
            'rule', t.rule, 'article', t.article, 'data', t.data, 'state', t.state, 'openedAt', t.opened_at)
            order by t.state desc, t.opened_at), '[]') from task t where t.dossier_id = d.id) tasks,
         (select coalesce(json_agg(json_build_object('hash', a.hash, 'name', a.name, 'mime', a.mime, 'size', a.size,
            'addedAt', a.added_at) order by a.added_at), '[]') from attachment a where a.dossier_id = d.id) attachments
    from dossier d join dispositif s on s.id = d.dispositif_id
   where d.id = ${found} and ${read}`;

/**
 * `$2` département or null · `$3` limit · `$4` offset · `$5` the reader · `$6` functions and organisations that they
 * hold, for messages sent to a mailbox of theirs. Reminders are counted on the message that they remind of.
 */
export const peopleSql = `
  with base as (
    select l.id, l.about_id, l.function, l.person_id, l.name, l.address, l.channel, l.rule, l.article, l.alert, l.via, l.state,
           l.sent_at, ${stageOf("l")} stage, ${stageAt("l")} stage_at, ${hasFailed("l")} failed, l.seen_at, l.acked_at, l.answer, coalesce(l.last_error, l.failure) last_error, l.organisation_id, n.key notice, n.template, n.seq,
           n.created_at, o.name organisation, o.key organisation_key, o.departement
      from delivery l join notice n on n.id = l.notice_id join organisation o on o.id = l.organisation_id
     where l.dossier_id = ${found} and n.template <> 'reminder' and l.state <> 'cancelled'),
  root as (
    select b.*, exists (select 1 from base c where c.about_id = b.id and c.answer = 'taken') relayed
      from base b where b.about_id is null),
  page as (
    select * from root where $2::text is null or coalesce(departement, '-') = $2
     order by seq, alert, organisation, name limit $3 offset $4)
  select (select coalesce(json_agg(t order by t.departement nulls last), '[]') from (
            select departement, count(*) total, count(*) filter (where answer = 'taken' or relayed) answered,
                   count(*) filter (where failed) failed
              from root group by departement) t) tiles,
         (select coalesce(json_agg(json_build_object('key', w.notice, 'template', w.template, 'at', w.created_at, 'total', w.total)
            order by w.seq), '[]') from (
            select notice, template, created_at, seq, count(*) total from root group by 1, 2, 3, 4) w) waves,
         (select coalesce(json_agg(json_build_object('id', p.id, 'aboutId', p.about_id, 'notice', p.notice,
            'function', p.function, 'name', p.name, 'channel', p.channel, 'rule', p.rule,
            'article', p.article, 'alert', p.alert, 'via', p.via, 'state', p.state, 'sentAt', p.sent_at, 'stage', p.stage, 'stageAt', p.stage_at, 'seenAt', p.seen_at,
            'ackedAt', p.acked_at, 'answer', p.answer, 'error', p.last_error, 'organisation', p.organisation,
            'reminders', (select count(*) from delivery r join notice n on n.id = r.notice_id and n.template = 'reminder'
                           where r.about_id = p.id)) order by p.seq, p.alert, p.organisation, p.name), '[]')
            from (select * from page union all
                  select b.*, false from base b where b.about_id in (select id from page)) p) people,
         (select coalesce(json_agg(json_build_object('id', b.id, 'alert', b.alert, 'notice', b.notice)), '[]')
            from base b where b.acked_at is null and (b.person_id = $5::uuid or (b.person_id is null
              and b.function || ' ' || b.organisation_id = any($6::text[])))) mine`;

/** `$2` only before that number · `$3` only these types · `$4` limit. */
export const journalSql = `
  select seq, payload from journal_entry
   where dossier_id = ${found} and ($2::int is null or seq < $2) and ($3::text[] is null or type = any($3))
   order by seq desc limit $4`;
