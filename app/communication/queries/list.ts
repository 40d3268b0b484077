import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { DeadlineExplanation } from "#machines/effects.ts";
import { type Cursor, type MessageFilter, writeCursor } from "./list-filter.ts";
import { mayReadSql } from "./read-sql.ts";
import { type Waits, waitingSql } from "./waiting-sql.ts";

const PAGE = 25;
/** Rows read at once for an export: memory stays flat. */
const EXPORT_PAGE = 2_000;

export type MessageRow = {
  id: string;
  ref: string;
  title: string;
  state: string;
  process: string;
  topic: string | null;
  author: string;
  profiles: string[];
  channels: string[];
  startsAt: string | null;
  endsAt: string | null;
  exercise: boolean;
  openedAt: Date;
  changedAt: Date;
  dispositif: string;
  dispositifKey: string;
  /** What waits for the reader in it. */
  waits: Waits | null;
  /** Decisions of the schools by state. */
  decisions: Record<string, number>;
  deadline: {
    name: string;
    rule: string;
    article: string;
    dueAt: string | null;
    explanation: DeadlineExplanation | null;
  } | null;
};
export type MessagePage = { rows: MessageRow[]; next: string | null };

const COLUMNS = `d.id, d.ref, d.title, d.state, d.context->'facts'->>'process' process, d.context->'facts'->>'topic' topic,
  coalesce(d.context->'author'->'place'->>'name', o.name) author,
  array(select jsonb_array_elements_text(d.context->'facts'->'audience'->'profiles')) profiles,
  array(select jsonb_array_elements_text(d.context->'facts'->'channels')) channels,
  d.context->'facts'->>'startsAt' "startsAt", d.context->'facts'->>'endsAt' "endsAt", d.exercise,
  d.opened_at "openedAt", d.changed_at "changedAt", s.name dispositif, s.key "dispositifKey",
  (select coalesce(jsonb_object_agg(state, n), '{}') from (select state, count(*)::int n from school_decision q
    where q.dossier_id = d.id group by state) x) decisions,
  (select json_build_object('name', l.name, 'rule', l.rule, 'article', l.article, 'explanation', l.explanation,
     'dueAt', to_char(l.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
   from deadline l where l.dossier_id = d.id and l.state = 'running' and l.shown
   order by l.due_at nulls last, l.key limit 1) deadline`;

function listSql(caller: Caller, filter: MessageFilter, after: Cursor | null, limit: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const waits = waitingSql(caller, add);
  const where = ["d.kind = 'communication'", mayReadSql(caller, add)];
  if (filter.process) where.push(`d.context->'facts'->>'process' = ${add(filter.process)}`);
  if (filter.state) where.push(`d.state = ${add(filter.state)}`);
  if (filter.dispositif) where.push(`s.key = ${add(filter.dispositif)}`);
  if (filter.waiting === "moi") where.push(`${waits} is not null`);
  if (filter.waiting === "autres") where.push("d.state in ('t1', 'adapting', 't2', 'approval')");
  where.push(...saysSql(filter.q, add));
  if (after)
    where.push(`(d.opened_at, d.id) < (${add(after.openedAt)}::timestamptz, ${add(after.id)}::uuid)`);
  const text = `select ${COLUMNS}, ${waits} waits from dossier d join dispositif s on s.id = d.dispositif_id
    join organisation o on o.id = d.organisation_id
    where ${where.join(" and ")} order by d.opened_at desc, d.id desc limit ${limit}`;
  return { text, params };
}

const cursorOf = (row: MessageRow): Cursor => ({ openedAt: row.openedAt.toISOString(), id: row.id });

/** One page of the messages that the caller may read, newest first. */
export async function messagePage(
  sql: Sql,
  caller: Caller,
  filter: MessageFilter,
  after: Cursor | null,
): Promise<MessagePage> {
  const { text, params } = listSql(caller, filter, after, PAGE + 1);
  const rows = await sql.query<MessageRow>(text, params);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return { rows: page, next: rows.length > PAGE && last ? writeCursor(cursorOf(last)) : null };
}

/** All of them, page after page, for an export of exactly what is filtered. */
export async function* messageRows(
  sql: Sql,
  caller: Caller,
  filter: MessageFilter,
): AsyncGenerator<MessageRow> {
  for (let after: Cursor | null = null; ; ) {
    const { text, params } = listSql(caller, filter, after, EXPORT_PAGE);
    const rows: MessageRow[] = await sql.query<MessageRow>(text, params);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = cursorOf(last);
  }
}

/** Messages that wait for the caller, the most pressing first: where a panel goes after an answer. */
export async function waitingMessages(
  sql: Sql,
  caller: Caller,
): Promise<{ ref: string; title: string; waits: Waits }[]> {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const waits = waitingSql(caller, add);
  return sql.query(
    `select d.ref, d.title, ${waits} waits from dossier d
      where d.kind = 'communication' and ${waits} is not null and ${mayReadSql(caller, add)}
      order by (select min(l.due_at) from deadline l where l.dossier_id = d.id and l.state = 'running' and l.shown) nulls last,
        d.opened_at limit 100`,
    params,
  );
}

/** Dispositifs whose messages the caller may read, for the filter. */
export function messageDispositifs(sql: Sql, { tenures }: Caller): Promise<{ key: string; name: string }[]> {
  const reach = reachOf(tenures, "dossier.read");
  return sql.query(
    `select s.key, s.name from dispositif s where $1 or exists (
       select 1 from coverage c where c.dispositif_id = s.id and c.organisation_id = any($2::uuid[])) order by s.name`,
    [reach.all, [...reach.own, ...reach.dispositif]],
  );
}
