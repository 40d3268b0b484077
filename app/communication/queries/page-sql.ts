import { reachSum, stageAt, stageOf } from "#app/engine/outbox/stage.sql.ts";

/* The message with all that hangs on it, its schools, its deliveries: statements asked together. */

/** `$1`: reference or id. */
export const found = "(select id from dossier where kind = 'communication' and (ref = $1 or id::text = $1))";

export const messageSql = (read: string, waits: string, rights: string[]) => `
  select d.id, d.ref, d.title, d.machine, d.machine_version "machineVersion", d.state, d.context, d.revision,
         d.convention_id "conventionId", d.dispositif_id "dispositifId", d.opened_at "openedAt", d.closed_at "closedAt",
         d.exercise, d.exercise_id "exerciseId", (select e.ref from dossier e where e.id = d.exercise_id) "exerciseRef",
         (select e.context->'pace' from dossier e where e.id = d.exercise_id and e.kind = 'exercise') pace, s.name dispositif, s.key "dispositifKey", ${waits} waits, array[${rights.join(", ")}]::boolean[] rights,
         (select coalesce(json_agg(json_build_object('key', x.key, 'name', x.name, 'rule', x.rule, 'article', x.article,
            'startedAt', x.started_at, 'dueAt', x.due_at, 'shown', x.shown, 'state', x.state, 'settledAt', x.settled_at,
            'explanation', x.explanation) order by x.state <> 'running', x.due_at nulls last, x.key), '[]')
            from deadline x where x.dossier_id = d.id and x.shown) deadlines,
         (select coalesce(json_agg(json_build_object('key', t.key, 'kind', t.kind, 'function', t.function, 'title', t.title,
            'rule', t.rule, 'article', t.article, 'state', t.state) order by t.opened_at), '[]')
            from task t where t.dossier_id = d.id) tasks,
         (select coalesce(json_agg(json_build_object('hash', a.hash, 'name', a.name, 'size', a.size)
            order by a.added_at), '[]') from attachment a where a.dossier_id = d.id) attachments,
         (select json_build_object('ref', c.ref, 'title', c.title) from dossier c
           where c.id = (d.context->'facts'->>'crisis')::uuid) crisis
    from dossier d join dispositif s on s.id = d.dispositif_id
   where d.id = ${found} and ${read}`;

/** Decisions of the schools by département and state. */
export const decisionTilesSql = `
  select o.departement, q.state, count(*)::int n from school_decision q join organisation o on o.id = q.organisation_id
   where q.dossier_id = ${found} group by 1, 2 order by 1 nulls last`;

/** `$2` schools of the reader. */
export const myDecisionsSql = `
  select q.organisation_id id, o.name, o.uai, q.state, q.due_at "dueAt", q.by, q.at, q.reason, q.rule, q.article
    from school_decision q join organisation o on o.id = q.organisation_id
   where q.dossier_id = ${found} and q.organisation_id = any($2::uuid[]) order by o.name`;

/** `$2` state or null · `$3` département or null (« - » for none) · `$4` limit · `$5` offset. */
export const decisionRowsSql = `
  select o.name, o.uai, o.departement, q.state, q.due_at "dueAt", q.by, q.at, q.reason, count(*) over ()::int total
    from school_decision q join organisation o on o.id = q.organisation_id
   where q.dossier_id = ${found} and ($2::text is null or q.state = $2)
     and ($3::text is null or coalesce(o.departement, '-') = $3)
   order by o.departement nulls last, o.name, o.uai limit $4 offset $5`;

/** Deliveries to the community by channel and how far they are known to have gone. */
export const deliveriesSql = `
  select channel, ${stageOf()} state, count(*)::int n, max(${stageAt()}) at, ${reachSum()} reach
    from delivery where dossier_id = ${found} and audience = 'community' group by 1, 2 order by 1`;

/** `$2` only before that number · `$3` limit. */
export const journalSql = `
  select seq, payload from journal_entry where dossier_id = ${found} and ($2::int is null or seq < $2)
   order by seq desc limit $3`;
