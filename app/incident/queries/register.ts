import { besideSchoolHolidays, type Explained } from "#app/engine/calendar/school-holidays.ts";
import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import type { Reach } from "#app/platform/permissions.ts";
import { type Cursor, type RegisterFilter, writeCursor } from "./register-filter.ts";

const PAGE = 25;
/** Rows read at once for an export: memory stays flat at 100,000. */
const EXPORT_PAGE = 2_000;

export type RegisterRow = {
  id: string;
  ref: string;
  title: string;
  state: string;
  category: string | null;
  certainty: string | null;
  severity: string | null;
  personalData: boolean | null;
  perimeter: string | null;
  breaches: number;
  exercise: boolean;
  openedAt: Date;
  changedAt: Date;
  closedAt: Date | null;
  dispositif: string;
  conventionKey: string;
  place: string;
  uai: string | null;
  departement: string | null;
  /** The running clock that ends first; a duty without an end comes after those that have one. */
  deadline: {
    name: string;
    rule: string;
    article: string;
    dueAt: string | null;
    explanation: Explained | null;
  } | null;
};
export type RegisterPage = { rows: RegisterRow[]; next: string | null };

const COLUMNS = `d.id, d.ref, d.title, d.state, d.columns ->> 'category' category, d.columns ->> 'certainty' certainty,
  d.columns ->> 'severity' severity, (d.columns ->> 'personalData')::boolean "personalData",
  d.columns ->> 'perimeter' perimeter, coalesce((d.columns ->> 'breaches')::int, 0) breaches, d.exercise,
  d.opened_at "openedAt", d.changed_at "changedAt", d.closed_at "closedAt", s.name dispositif, c.key "conventionKey",
  o.name place, o.uai, o.departement,
  (select json_build_object('name', l.name, 'rule', l.rule, 'article', l.article, 'explanation', l.explanation,
     'dueAt', to_char(l.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
   from deadline l where l.dossier_id = d.id and l.state = 'running' and l.shown
   order by l.due_at nulls last, l.key limit 1) deadline`;

function registerSql(reach: Reach, filter: RegisterFilter, after: Cursor | null, limit: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ["d.kind = 'incident'", mayOnDossierSql(reach, add)];
  if (filter.life) where.push(`d.closed_at is ${filter.life === "clos" ? "not " : ""}null`);
  if (filter.state) where.push(`d.state = ${add(filter.state)}`);
  if (filter.dispositif) where.push(`s.key = ${add(filter.dispositif)}`);
  if (filter.category) where.push(`d.columns ->> 'category' = ${add(filter.category)}`);
  if (filter.severity) where.push(`d.columns ->> 'severity' = ${add(filter.severity)}`);
  where.push(...saysSql(filter.q, add));
  if (after)
    where.push(`(d.opened_at, d.id) < (${add(after.openedAt)}::timestamptz, ${add(after.id)}::uuid)`);
  const text = `select ${COLUMNS} from dossier d join dispositif s on s.id = d.dispositif_id
    join convention c on c.id = d.convention_id join organisation o on o.id = d.organisation_id
    where ${where.join(" and ")} order by d.opened_at desc, d.id desc limit ${limit}`;
  return { text, params };
}

const cursorOf = (row: RegisterRow): Cursor => ({ openedAt: row.openedAt.toISOString(), id: row.id });

/** One page of the incidents that this reach lets see, newest first. */
export async function registerPage(
  sql: Sql,
  reach: Reach,
  filter: RegisterFilter,
  after: Cursor | null,
): Promise<RegisterPage> {
  const { text, params } = registerSql(reach, filter, after, PAGE + 1);
  const rows = await sql.query<RegisterRow>(text, params);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const clocks = await besideSchoolHolidays(
    sql,
    page.flatMap(({ id, deadline }) => (deadline ? [{ id, ...deadline }] : [])),
  );
  const beside = new Map(clocks.map(({ id, ...deadline }) => [id, deadline]));
  return {
    rows: page.map((row) => ({ ...row, deadline: beside.get(row.id) ?? null })),
    next: rows.length > PAGE && last ? writeCursor(cursorOf(last)) : null,
  };
}

/** All of them, page after page, for an export of exactly what is filtered. */
export async function* registerRows(
  sql: Sql,
  reach: Reach,
  filter: RegisterFilter,
): AsyncGenerator<RegisterRow> {
  for (let after: Cursor | null = null; ; ) {
    const { text, params } = registerSql(reach, filter, after, EXPORT_PAGE);
    const rows: RegisterRow[] = await sql.query<RegisterRow>(text, params);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = cursorOf(last);
  }
}

/** Dispositifs whose incidents this reach may hold, for the filter. */
export function registerDispositifs(sql: Sql, reach: Reach): Promise<{ key: string; name: string }[]> {
  return sql.query(
    `select s.key, s.name from dispositif s where $1 or exists (
       select 1 from coverage c where c.dispositif_id = s.id and c.organisation_id = any($2::uuid[])) order by s.name`,
    [reach.all, [...reach.own, ...reach.dispositif]],
  );
}
