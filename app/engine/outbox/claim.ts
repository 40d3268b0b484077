import type { Sql } from "#app/platform/database/database.ts";
import type { NoticeFacts, NoticeTemplate } from "#machines/effects.ts";
import type { Pace } from "#machines/exercise/clock.ts";
import { failedLate } from "./failed.sql.ts";

/** A delivery claimed by this process, with all that its message needs. */
export type Claimed = {
  id: string;
  dossier_id: string;
  notice_id: string;
  organisation_id: string;
  about_id: string | null;
  channel: string;
  address: string;
  name: string;
  function: string;
  organisation_name: string;
  rule: string;
  article: string;
  alert: string;
  via: string;
  attempts: number;
  /** Which claim of this delivery it is: the number only grows, and whoever holds an older one holds nothing. */
  turn: number;
  /** Times that a person sent it again after it had left: to a provider it is another message then. */
  round: number;
  audience: string;
  dispositif_id: string | null;
  /** What an earlier try left at the provider's: a draft, a queue number. */
  provider_id: string | null;
  /** The delivery reminded of or escalated (`about_id`): whom, where, and whether the message ever reached them. */
  about_name: string | null;
  about_function: string | null;
  about_organisation: string | null;
  about_state: string | null;
  /** How time runs in its exercise; null: in earnest. */
  pace: Pace | null;
};
export type Notice = { id: string; key: string; template: NoticeTemplate; facts: NoticeFacts };

/** A claim whose process died is taken over after this long; a send never lasts longer (channels time out first). */
export const LEASE_SECONDS = 60;

/** What names a claim: a worker may meet the same delivery again, at another turn. */
export type Held = Pick<Claimed, "id" | "turn">;

/** One way out to the community: lanes of their own, so that one that is down does not hold the others. */
export type Lane = { dispositif: string | null; channel: string };

const lapsed = `state = 'sending' and claimed_at < $1::timestamptz - make_interval(secs => ${LEASE_SECONDS})`;

const claimSql = (whose: string) => `
  with due as (
    select id from delivery
     where ${whose} and ((state = 'queued' and next_at <= $1::timestamptz) or (${lapsed} and id <> all($4::uuid[])))
     order by next_at limit $3::int for update skip locked
  ), claimed as (
    update delivery d
       set state = case when answered.yes then 'cancelled' else 'sending' end,
           claimed_by = $2, claimed_at = $1::timestamptz, leaving_at = null, attempts = attempts + 1, turn = turn + 1,
           history = case when answered.yes then d.history || jsonb_build_array(jsonb_build_object('state', 'cancelled',
             'at', to_char($1::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) else d.history end
      from due left join lateral (
        select true yes from delivery me join delivery about on about.id = me.about_id
         where me.id = due.id and about.acked_at is not null and about.answer = 'taken'
      ) answered on true
     where d.id = due.id
    returning d.id, d.dossier_id, d.notice_id, d.about_id, d.channel, d.address, d.name, d.function, d.organisation_id,
              d.rule, d.article, d.alert, d.via, d.attempts, d.turn, d.round, d.state, d.audience, d.dispositif_id, d.provider_id
  )
  select c.*, o.name organisation_name, a.name about_name, a.function about_function, ao.name about_organisation,
         case when ${failedLate("a")} then 'refused' else a.state end about_state,
         (select e.context->'pace' from dossier of join dossier e on e.id = of.exercise_id
           and e.kind = 'exercise' where of.id = c.dossier_id) pace
    from claimed c join organisation o on o.id = c.organisation_id
    left join delivery a on a.id = c.about_id left join organisation ao on ao.id = a.organisation_id`;
const professionalSql = claimSql("audience = 'professional'");
const communitySql = claimSql(
  "audience = 'community' and dispositif_id is not distinct from $5::uuid and channel = $6",
);

/** Lanes that have a message due; `lapsed` looks for claims of dead processes too, which no index holds apart. */
export async function dueLanes(sql: Sql, now: Date, withLapsed: boolean): Promise<Lane[]> {
  return sql.query<Lane>(
    `select distinct dispositif_id dispositif, channel from delivery
      where audience = 'community' and state = 'queued' and next_at <= $1::timestamptz
     ${withLapsed ? `union select dispositif_id, channel from delivery where audience = 'community' and ${lapsed}` : ""}`,
    [now.toISOString()],
    true,
  );
}

export async function hasDue(sql: Sql, { dispositif, channel }: Lane, now: Date): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from delivery where audience = 'community' and state = 'queued' and next_at <= $1::timestamptz
        and dispositif_id is not distinct from $2::uuid and channel = $3 limit 1`,
    [now.toISOString(), dispositif, channel],
    true,
  );
  return rows.length > 0;
}

/**
 * Claims what is due, for this process alone (`for update skip locked`). Reminders whose alert was acknowledged
 * meanwhile are cancelled here, at the last moment: acknowledging stops them at once. Of an exercise the database
 * itself lets through what goes to a player; the rest comes back « simulated » or « held » and is not sent
 * (app/engine/exercise/isolation.ts).
 * @param lane of the community; absent: professional messages.
 * @param inHand what this worker still holds: after a stall or a jump of the clock its own leases look ended, and it
 *   must not take over from itself what may be on its wire.
 * @returns what to send, and the notices of what was settled instead.
 */
export async function claim(
  sql: Sql,
  worker: string,
  now: Date,
  most: number,
  lane?: Lane,
  inHand: Iterable<string> = [],
) {
  const rows = await sql.query<Claimed & { state: string }>(
    lane ? communitySql : professionalSql,
    [now.toISOString(), worker, most, [...inHand], ...(lane ? [lane.dispositif, lane.channel] : [])],
    true,
  );
  return {
    toSend: rows.filter((row) => row.state === "sending"),
    settled: rows.filter((row) => row.state !== "sending").map((row) => row.notice_id),
  };
}

/** Gives back what was claimed and not sent, at a stop. */
export async function release(sql: Sql, worker: string): Promise<void> {
  await sql.query(
    "update delivery set state = 'queued', attempts = attempts - 1 where state = 'sending' and claimed_by = $1",
    [worker],
  );
}

/** Gives back messages of a batch that waited too long to leave within their lease. */
export async function giveBack(sql: Sql, worker: string, held: Held[]): Promise<void> {
  await sql.query(
    `update delivery d set state = 'queued', attempts = attempts - 1, claimed_by = null
       from jsonb_to_recordset($2::jsonb) e(id uuid, turn int)
      where d.id = e.id and d.turn = e.turn and d.state = 'sending' and d.claimed_by = $1`,
    [worker, JSON.stringify(held.map(({ id, turn }) => ({ id, turn })))],
  );
}

export async function readNotice(sql: Sql, id: string): Promise<Notice> {
  const [row] = await sql.query<Notice>(
    "select id, key, template, facts from notice where id = $1",
    [id],
    true,
  );
  if (!row) throw new Error(`Avis ${id} introuvable.`);
  return row;
}
