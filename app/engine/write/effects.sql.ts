import type { Effect } from "#machines/effects.ts";
import { escalationSql, reminderSql } from "../audience/again.sql.ts";
import { audienceSql } from "../audience/audience.sql.ts";
import { failedLate, hasFailed } from "../outbox/failed.sql.ts";
import { addressesSql } from "./addresses.sql.ts";
import { callsSql } from "./calls.sql.ts";
import { claimsSql } from "./claims.sql.ts";
import { communitySql } from "./community.sql.ts";
import { containSql } from "./contain.sql.ts";
import { decisionsSql } from "./decisions.sql.ts";
import { hostsSql } from "./hosts.sql.ts";
import { noticeSql } from "./notice.sql.ts";
import { type Of, only, type Params } from "./rows.ts";

/**
 * What the effects add to the writing statement: common table expressions that depend on `moved`.
 * @param now SQL of the dossier's own time (an exercise has its own).
 * @param leaves SQL of the real time: who holds a function is asked of it, and messages may leave from it.
 */
export function effectsSql(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  return [
    ...messages(effects, p, now, leaves),
    ...callsSql(effects, p, now, leaves),
    ...decisionsSql(effects, p, now, leaves),
    ...communitySql(effects, p, now, leaves),
    ...containSql(effects, p, leaves),
    ...deadlines(effects, p, now),
    ...tasks(effects, p, now),
    ...addressesSql(effects, p, now),
    ...measures(effects, p),
    ...deliveries(effects, p, now, leaves),
    ...dossier(effects, p, now),
    ...claimsSql(effects, p),
    ...hostsSql(effects, p, now),
  ];
}

/** Alerts, reminders and escalations: a notice, then a row a recipient, then a task for whoever has no address. */
function messages(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  const sql: string[] = [];
  const columns =
    "(notice_id, dossier_id, organisation_id, function, person_id, name, address, rule, article, alert, via, next_at, about_id)";
  for (const [n, e] of only(effects, "alert").entries()) {
    const again = e.template === "alert" || e.template === "suspension";
    const audience = audienceSql(p, e, { dispositif: "(select dispositif_id from moved)", now: leaves() });
    sql.push(
      `fresh${n} as materialized (with ${audience} select a.* from audience a ${
        again
          ? `where not exists (select 1 from delivery d join notice n on n.id = d.notice_id and n.template in ('alert', 'suspension')
             where d.dossier_id = (select id from moved) and d.organisation_id = a.organisation_id
               and d.address is not distinct from a.address)`
          : ""
      })`,
      `reach${n} as materialized (select * from fresh${n} where address is not null)`,
      noticeSql(`notice${n}`, `reach${n}`, p, now, e, e.template),
      `sent${n} as (insert into delivery ${columns}
        select n.id, n.dossier_id, a.organisation_id, a.function, a.person_id, a.name, a.address, a.rule, a.article,
               a.alert, a.via, ${leaves()}, null
          from notice${n} n cross join reach${n} a)`,
      ...(e.rehearsal
        ? []
        : [
            `seen${n} as (insert into dossier_access (dossier_id, organisation_id, via)
        select distinct moved.id, a.organisation_id, 'alerted' from moved cross join fresh${n} a
        on conflict do nothing)`,
          ]),
      `gap${n} as (insert into task (dossier_id, key, kind, function, title, rule, article, data, opened_at)
        select moved.id, 'gap-' || ${p.add(e.notice)}, 'gap', 'rssi',
               case when count(*) = 1 then 'Destinataire à joindre autrement : ' || min(g.organisation_name)
                    else count(*) || ' destinataires sans titulaire joignable' end,
               min(g.rule), min(g.article),
               jsonb_build_object('count', count(*), 'gaps', (select jsonb_agg(jsonb_build_object(
                 'organisation', f.organisation_key, 'name', f.organisation_name, 'function', f.function, 'via', f.via))
                 from (select * from fresh${n} where via is null or via in ('substitute', 'above') limit 200) f)),
               ${now}
          from moved cross join fresh${n} g where g.via is null or g.via in ('substitute', 'above')
         group by moved.id on conflict (dossier_id, key) do nothing)`,
    );
  }
  for (const [n, e] of only(effects, "remind").entries())
    sql.push(
      `again${n} as materialized (${reminderSql(p.add(e.about))})`,
      noticeSql(`remind${n}`, `again${n}`, p, now, e, "reminder"),
      `reminded${n} as (insert into delivery ${columns}
        select n.id, n.dossier_id, d.organisation_id, d.function, d.person_id, d.name, d.address, d.rule, d.article,
               d.alert, d.via, ${leaves()}, d.id from remind${n} n cross join again${n} d on conflict do nothing)`,
    );
  for (const [n, e] of only(effects, "escalate").entries())
    sql.push(
      `higher${n} as materialized (${escalationSql(p.add(e.about), p.json(e.levels), e.deliveries ? p.json(e.deliveries) : null, leaves())})`,
      noticeSql(`escalate${n}`, `higher${n}`, p, now, e, "escalation"),
      `escalated${n} as (insert into delivery ${columns}
        select n.id, n.dossier_id, d.organisation_id, d.function, d.person_id, d.name, d.address, d.rule, d.article,
               d.alert, d.via, ${leaves()}, d.about_id from escalate${n} n cross join higher${n} d on conflict do nothing)`,
      `higher_seen${n} as (insert into dossier_access (dossier_id, organisation_id, via)
        select distinct moved.id, d.organisation_id, 'alerted' from moved cross join higher${n} d on conflict do nothing)`,
    );
  return sql;
}

function deadlines(effects: Effect[], p: Params, now: string): string[] {
  const started = only(effects, "start-deadline").map((e) => e.deadline);
  const settled = only(effects, "settle-deadline").filter(
    ({ key }) => !started.some((one) => one.key === key),
  );
  const sql: string[] = [];
  if (settled.length > 0)
    sql.push(`settled as (update deadline d set state = e."as", settled_at = ${now}
      from moved, jsonb_to_recordset(${p.json(settled)}::jsonb) e(key text, "as" text)
     where d.dossier_id = moved.id and d.key = e.key and d.state = 'running')`);
  if (started.length > 0)
    sql.push(`started as (insert into deadline
      (dossier_id, key, name, rule, article, started_at, due_at, shown, event, explanation)
      select moved.id, e.key, e.name, e.rule, e.article, e."startedAt", e."dueAt", e.shown, e.event, e.explanation
        from moved, jsonb_to_recordset(${p.json(started)}::jsonb) e(key text, name text, rule text, article text,
             "startedAt" timestamptz, "dueAt" timestamptz, shown boolean, event jsonb, explanation jsonb)
      on conflict (dossier_id, key) do update set state = 'running', settled_at = null, started_at = excluded.started_at,
             due_at = excluded.due_at, explanation = excluded.explanation, event = excluded.event)`);
  return sql;
}

function tasks(effects: Effect[], p: Params, now: string): string[] {
  const opened = only(effects, "open-task").map((e) => e.task);
  const closed = only(effects, "close-task").map((e) => e.key);
  const sql: string[] = [];
  if (opened.length > 0)
    sql.push(`opened as (insert into task (dossier_id, key, kind, function, organisation_id, title, rule, article, data, opened_at, due_at)
      select moved.id, e.key, e.kind, e.function, e.organisation, e.title, e.rule, e.article, coalesce(e.data, '{}'), ${now}, e."dueAt"
        from moved, jsonb_to_recordset(${p.json(opened)}::jsonb) e(key text, kind text, function text, organisation uuid,
             title text, rule text, article text, data jsonb, "dueAt" timestamptz)
      on conflict (dossier_id, key) do update set state = 'open', done_at = null, data = excluded.data,
        title = excluded.title, function = excluded.function, organisation_id = excluded.organisation_id, due_at = excluded.due_at
        where task.state = 'done')`);
  if (closed.length > 0)
    sql.push(`closed as (update task t set state = 'done', done_at = ${now} from moved
      where t.dossier_id = moved.id and t.state = 'open'
        and t.key in (select jsonb_array_elements_text(${p.json(closed)}::jsonb)))`);
  return sql;
}

/** Measures of a homologation, as its action plan lists them. */
function measures(effects: Effect[], p: Params): string[] {
  const given = only(effects, "keep-measures");
  const kept = given.flatMap((e) => e.measures);
  const gone = given.flatMap((e) => e.gone ?? []);
  const sql: string[] = [];
  if (kept.length > 0)
    sql.push(`measured as (insert into homologation_measure
        (dossier_id, key, catalogue, ref, title, state, owner, due_at, proof, note)
      select moved.id, e.key, e.catalogue, e.ref, e.title, e.state, e.owner, e."dueAt", e.proof, e.note
        from moved, jsonb_to_recordset(${p.json(kept)}::jsonb) e(key uuid, catalogue text, ref text, title text,
             state text, owner text, "dueAt" date, proof text, note text)
      on conflict (dossier_id, key) do update set state = excluded.state, owner = excluded.owner,
             due_at = excluded.due_at, proof = excluded.proof, note = excluded.note)`);
  if (gone.length > 0)
    sql.push(`unmeasured as (delete from homologation_measure m using moved
      where m.dossier_id = moved.id and m.key in (select jsonb_array_elements_text(${p.json(gone)}::jsonb)::uuid))`);
  return sql;
}

function deliveries(effects: Effect[], p: Params, now: string, leaves: () => string): string[] {
  return [
    ...only(effects, "answer").map(
      (
        e,
        n,
      ) => `answered${n} as (update delivery d set acked_at = ${now}, answer = ${p.add(e.answer)} from moved
        where d.id = ${p.add(e.delivery)}::uuid and d.dossier_id = moved.id
          and (d.acked_at is null or d.answer = 'not-me'))`,
    ),
    ...only(effects, "seal-notice").map(
      (
        e,
        n,
      ) => `sealed${n} as (update notice n set state = 'sent', root = ${p.add(e.root)}, sealed_at = ${now} from moved
        where n.dossier_id = moved.id and n.key = ${p.add(e.notice)})`,
    ),
    ...only(effects, "retry").map(
      (e, n) => `retried${n} as (update delivery d set state = 'queued', attempts = 0, next_at = ${leaves()},
        address = coalesce(${p.add(e.address ?? null)}, d.address), round = d.round + ${failedLate()}::int,
        provider_id = case when ${failedLate()} then null else d.provider_id end,
        accepted_at = null, delivered_at = null, read_at = null, failed_at = null, failure = null, reach = null from moved
        where d.dossier_id = moved.id and ${
          e.delivery === "all" ? "d.state = 'dead'" : `d.id = ${p.add(e.delivery)}::uuid and ${hasFailed()}`
        }
        returning d.notice_id),
      reopened${n} as (update notice n set state = 'sending' from (select distinct notice_id from retried${n}) r where n.id = r.notice_id)${
        // A task about an address refused for good stays: sending again does not settle it.
        e.delivery === "all"
          ? `, settled${n} as (update task t set state = 'done', done_at = ${now} from moved
        where t.dossier_id = moved.id and t.kind = 'dead-letter' and t.state = 'open' and not exists (
          select 1 from delivery d where d.dossier_id = moved.id and d.state = 'refused' and t.data->'deliveries' ? d.id::text))`
          : ""
      }`,
    ),
  ];
}

function dossier(effects: Effect[], p: Params, now: string): string[] {
  const granted = only(effects, "grant").flatMap((e) => e.organisations);
  const sql = only(effects, "attach").map(
    (
      e,
      n,
    ) => `attached${n} as (insert into attachment (dossier_id, hash, name, mime, size, added_by, added_at)
      select moved.id, ${p.add(e.hash)}, ${p.add(e.name)}, ${p.add(e.mime)}, ${p.add(e.size)}::int, ${p.add(e.by)}, ${now} from moved
      on conflict do nothing)`,
  );
  if (granted.length > 0)
    sql.push(`granted as (insert into dossier_access (dossier_id, organisation_id, via)
      select distinct on (e.id) moved.id, e.id, e.via from moved,
             jsonb_to_recordset(${p.json(granted)}::jsonb) e(id uuid, via text) order by e.id on conflict do nothing)`);
  return [
    ...sql,
    ...only(effects, "let-read")
      .slice(-1)
      .flatMap((e) => letRead(e, p)),
  ];
}

/** The list replaces the one before: those that stay are left alone, so that the two halves touch no row in common. */
function letRead({ dossiers, people }: Of<"let-read">, p: Params): string[] {
  const said = [p.add(dossiers), p.add(people)].map((list) => `${list}::uuid[]`);
  return [
    `read_no_more as (delete from dossier_reader r using moved
      where r.because_id = moved.id and not (r.dossier_id = any(${said[0]}) and r.person_id = any(${said[1]})))`,
    `let_read as (insert into dossier_reader (dossier_id, person_id, because_id)
      select d.id, q.id, moved.id from moved, unnest(${said[0]}) d(id), unnest(${said[1]}) q(id) on conflict do nothing)`,
  ];
}
