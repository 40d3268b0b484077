import { type DeliveryStage, type Reach, reachSum, stageAt, stageOf } from "#app/engine/outbox/stage.sql.ts";
import type { Sql } from "#app/platform/database/database.ts";

/** Of the same world as the lock: what an exercise holds waits on the exercise's own (`$2`; null: in earnest). */
const sameWorld = (delivery: string) =>
  `exists (select 1 from dossier sender where sender.id = ${delivery}.dossier_id
    and sender.exercise_id is not distinct from $2::uuid)`;

/** Messages of one notice that the lock holds on one channel. */
export type HeldGroup = {
  notice: string;
  subject: string;
  ref: string;
  channel: string;
  count: number;
  since: string;
  /** Sentence of the lock, as it was told when they were held. */
  because: { rule: string; article: string; sentence: string } | null;
  /** Decided: they leave when their channel opens again. */
  released: boolean;
};

export const heldGroups = (sql: Sql, dispositif: string, exercise: string | null): Promise<HeldGroup[]> =>
  sql.query<HeldGroup>(
    `select n.id notice, coalesce(n.facts->>'subject', d.ref) subject, d.ref, l.channel, count(*)::int count,
            min(l.held->>'since') since, (array_agg(l.held->'because'->0))[1] because,
            coalesce(l.held->>'decision' = 'release', false) released
       from delivery l join notice n on n.id = l.notice_id join dossier d on d.id = l.dossier_id
      where l.dispositif_id = $1 and l.audience = 'community' and l.state = 'held' and d.exercise_id is not distinct from $2::uuid
      group by n.id, n.facts->>'subject', d.ref, l.channel, coalesce(l.held->>'decision' = 'release', false)
      order by released, n.created_at, l.channel`,
    [dispositif, exercise],
  );

/** Messages that the gate let leave and whose outcome is not known yet. */
export const leavingGroups = (sql: Sql, dispositif: string, exercise: string | null) =>
  sql.query<{ channel: string; count: number }>(
    `select channel, count(*)::int count from delivery
      where dispositif_id = $1 and audience = 'community' and state = 'sending' and leaving_at is not null
        and ${sameWorld("delivery")}
      group by channel order by channel`,
    [dispositif, exercise],
  );

/** What became of messages that the lock had held and let go, of one notice on one channel. */
export type LetGoGroup = {
  notice: string;
  subject: string;
  ref: string;
  channel: string;
  counts: { stage: DeliveryStage; count: number }[];
  last: string | null;
  reach: Required<Reach> | null;
};

/** Those of the last seven days. */
export const letGoGroups = (
  sql: Sql,
  dispositif: string,
  exercise: string | null,
  now: Date,
): Promise<LetGoGroup[]> =>
  sql.query<LetGoGroup>(
    `with gone as (
       select l.notice_id, l.channel, ${stageOf("l")} stage, count(*)::int count, max(${stageAt("l")}) last, ${reachSum("l")} reach
         from delivery l
        where l.dispositif_id = $1 and l.audience = 'community' and l.state <> 'held'
          and l.history @> '[{"state": "held"}]' and l.next_at > $3::timestamptz - interval '7 days' and ${sameWorld("l")}
        group by 1, 2, 3)
     select n.id notice, coalesce(n.facts->>'subject', d.ref) subject, d.ref, g.channel,
            json_agg(json_build_object('stage', g.stage, 'count', g.count) order by g.stage) counts,
            to_json(max(g.last)) last, case when count(g.reach) = 0 then null else json_build_object(
              'reached', sum((g.reach->>'reached')::int)::int, 'inactive', sum((g.reach->>'inactive')::int)::int,
              'undelivered', sum((g.reach->>'undelivered')::int)::int) end reach
       from gone g join notice n on n.id = g.notice_id join dossier d on d.id = n.dossier_id
      group by n.id, n.facts->>'subject', d.ref, g.channel order by n.created_at desc, g.channel limit 20`,
    [dispositif, exercise, now.toISOString()],
  );

/** Each channel as the dispositif set it up, and what waits on it. */
export const channelStates = (sql: Sql, dispositif: string, exercise: string | null) =>
  sql.query<{
    channel: string;
    configured: boolean;
    enabled: boolean;
    failing: boolean;
    queued: number;
    held: number;
  }>(
    `select coalesce(c.key, w.channel) channel, c.key is not null configured, coalesce(c.enabled, false) enabled,
            coalesce(c.health = 'failing', false) failing, coalesce(w.queued, 0) queued, coalesce(w.held, 0) held
       from (select key, enabled, health from channel where dispositif_id = $1) c
       full join (select channel, (count(*) filter (where state = 'queued'))::int queued,
                         (count(*) filter (where state = 'held'))::int held
                    from delivery where dispositif_id = $1 and audience = 'community' and state in ('queued', 'held')
                     and ${sameWorld("delivery")} group by channel) w on w.channel = c.key`,
    [dispositif, exercise],
  );
