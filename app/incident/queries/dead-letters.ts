import { hasFailed } from "#app/engine/outbox/failed.sql.ts";
import { type Reach, stageAt, stageOf } from "#app/engine/outbox/stage.sql.ts";
import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";

const PAGE = 50;
/** Substitutes and the level above: never many, and a page must not grow with them. */
const INSTEAD = 5;

/** Somebody alerted because the first could not be reached. */
export type Instead = {
  name: string;
  function: string;
  organisation: string;
  state: string;
  answer: string | null;
};
export type DeadLetter = {
  id: string;
  dossierId: string;
  ref: string;
  title: string;
  conventionKey: string;
  name: string;
  function: string;
  organisation: string;
  organisationKey: string;
  phone: string | null;
  address: string;
  rule: string;
  article: string;
  /** refused | dead while it waits for somebody; anything else once it left again. */
  state: string;
  attempts: number;
  lastError: string | null;
  lastTry: Date;
  /** How far it is known to have gone, and when it got there, ISO. */
  stage: string;
  stageAt: string | null;
  /** All that its channel told after it left, ISO. */
  known: Record<"sent" | "accepted" | "delivered" | "read" | "failed", string | null>;
  reach: Reach | null;
  history: { state: string; at: string; detail?: string }[];
  instead: Instead[];
  /** Whether the asker may send it again. */
  mayRetry: boolean;
};

// What was done instead hangs on the dead letter, or on the alert that it only reminded of.
const select = (
  retry: string,
) => `select d.id, d.dossier_id "dossierId", s.ref, s.title, c.key "conventionKey", d.name,
  d.function, o.name organisation, o.key "organisationKey", coalesce(p.phone, o.phone) phone, d.address, d.rule,
  d.article, d.state, d.attempts, coalesce(d.last_error, d.failure) "lastError", coalesce(d.claimed_at, d.next_at) "lastTry", d.history,
  ${stageOf("d")} stage, to_json(${stageAt("d")}) "stageAt", d.reach,
  json_build_object('sent', d.sent_at, 'accepted', d.accepted_at, 'delivered', d.delivered_at, 'read', d.read_at,
    'failed', d.failed_at) known,
  coalesce((select json_agg(x) from (
    select distinct on (i.address) i.name, i.function, io.name organisation, i.state, i.answer
    from delivery i join organisation io on io.id = i.organisation_id join notice m on m.id = i.notice_id
    where i.dossier_id = d.dossier_id and m.template = 'escalation' and i.id <> d.id
      and i.about_id in (d.id, case when n.template = 'reminder' then d.about_id end)
    order by i.address, i.acked_at nulls last, (i.state = 'sent') desc limit ${INSTEAD}) x), '[]'::json) instead,
  ${retry} "mayRetry"
  from delivery d join notice n on n.id = d.notice_id join dossier s on s.id = d.dossier_id join convention c on c.id = s.convention_id
  join organisation o on o.id = d.organisation_id left join person p on p.id = d.person_id`;

/** The conditions of caller.ts speak of a dossier named « d ». */
const onDossier = (
  tenures: Held[],
  right: "delivery.read" | "delivery.retried",
  add: (value: unknown) => string,
) =>
  `exists (select 1 from dossier d where d.id = s.id and ${mayOnDossierSql(reachOf(tenures, right), add)})`;

/** Messages given up, over the dossiers whose deliveries the caller may read; the last given up first. */
export async function deadLetters(sql: Sql, tenures: Held[], page: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const rows = await sql.query<DeadLetter>(
    `${select(onDossier(tenures, "delivery.retried", add))}
     where ${hasFailed()} and ${onDossier(tenures, "delivery.read", add)}
     order by "lastTry" desc, d.id limit ${PAGE} offset ${add((page - 1) * PAGE)}::int`,
    params,
  );
  const counting: unknown[] = [];
  const [counted] = await sql.query<{ total: number }>(
    `select count(*) total from delivery d join dossier s on s.id = d.dossier_id
     where ${hasFailed()}
       and ${onDossier(tenures, "delivery.read", (value) => `$${counting.push(value)}`)}`,
    counting,
  );
  const total = counted?.total ?? 0;
  return { rows, total, pages: Math.ceil(total / PAGE) };
}

/** A dossier with several messages given up, all of which its reader may send again at once. */
export type GivenUp = { id: string; ref: string; revision: number; count: number };

/** Dossiers where an outage had several messages given up. */
export async function givenUp(sql: Sql, tenures: Held[]): Promise<GivenUp[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  return sql.query<GivenUp>(
    `select s.id, s.ref, s.revision, count(*) count from delivery d join dossier s on s.id = d.dossier_id
     where d.state = 'dead' and ${onDossier(tenures, "delivery.retried", add)}
     group by s.id having count(*) > 1 order by count(*) desc, s.ref limit ${PAGE}`,
    params,
  );
}

/** One delivery that failed, or had; null for whoever may not know of it. */
export async function deadLetter(sql: Sql, tenures: Held[], id: string): Promise<DeadLetter | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const params: unknown[] = [id];
  const add = (value: unknown) => `$${params.push(value)}`;
  const [row] = await sql.query<DeadLetter>(
    `${select(onDossier(tenures, "delivery.retried", add))}
     where d.id = $1 and (${hasFailed()} or d.history @? '$[*] ? (@.state == "dead" || @.state == "refused")')
       and ${onDossier(tenures, "delivery.read", add)}`,
    params,
  );
  return row ?? null;
}

/** Whether that message already went to that address, for the same function. */
export async function alreadyAddressed(sql: Sql, delivery: string, address: string): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from delivery d join delivery o on o.notice_id = d.notice_id and o.organisation_id = d.organisation_id
       and o.function = d.function and o.channel = d.channel and o.id <> d.id
     where d.id = $1 and o.address = $2`,
    [delivery, address],
  );
  return rows.length > 0;
}

/** How the queue of the whole console does: what waits, since when, and what is being tried again. */
export async function queueHealth(
  sql: Sql,
): Promise<{ waiting: number; retried: number; oldest: Date | null }> {
  const [row] = await sql.query<{ waiting: number; retried: number; oldest: Date | null }>(
    `select count(*) waiting, count(*) filter (where d.attempts > 0) retried, min(n.created_at) oldest
     from delivery d join notice n on n.id = d.notice_id where d.state in ('queued', 'sending')`,
  );
  return row ?? { waiting: 0, retried: 0, oldest: null };
}
