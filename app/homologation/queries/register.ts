import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import type { Reach } from "#app/platform/permissions.ts";

export const PAGE = 25;
const EXPORT_PAGE = 2_000;

export type RegisterFilter = {
  q?: string | undefined;
  state?: string | undefined;
  need?: string | undefined;
  dispositif?: string | undefined;
};
export type RegisterRow = {
  id: string;
  ref: string;
  title: string;
  state: string;
  nature: string;
  need: string | null;
  decision: string;
  demarche: string | null;
  /** ISO 8601, UTC. */
  from: string;
  until: string;
  reserves: number;
  reservesLate: number;
  reviews: number;
  measures: number;
  measuresDone: number;
  risk: number;
  authority: string | null;
  owner: string;
  dispositif: string;
};
export type PreparingRow = Pick<RegisterRow, "id" | "ref" | "title" | "state" | "dispositif"> & {
  changedAt: string;
  lead: string | null;
};

const COLUMNS = `d.id, d.ref, d.title, d.state, d.columns->>'nature' nature, d.columns->>'need' need,
  d.columns->>'decision' decision, d.columns->>'demarche' demarche, d.columns->>'from' "from", d.columns->>'until' "until",
  (d.columns->>'reserves')::int reserves, (d.columns->>'reservesLate')::int "reservesLate",
  (d.columns->>'reviews')::int reviews, (d.columns->>'measures')::int measures,
  (d.columns->>'measuresDone')::int "measuresDone", (d.columns->>'risk')::int risk, d.columns->>'authority' authority,
  o.name "owner", p.name dispositif`;

/** « <until>|<id> »: where the page before ended. */
export type Cursor = { until: string; id: string };
export function readCursor(given: string | undefined): Cursor | null {
  const [, until, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(given ?? "") ?? [];
  return until && id ? { until, id } : null;
}

function pageSql(reach: Reach, filter: RegisterFilter, after: Cursor | null, limit: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  // The very condition of the index, so that a page costs the same among ten thousand.
  const where = ["d.kind = 'homologation'", "d.columns->>'current' = 'true'", mayOnDossierSql(reach, add)];
  if (filter.state) where.push(`d.state = ${add(filter.state)}`);
  if (filter.need) where.push(`d.columns->>'need' = ${add(filter.need)}`);
  if (filter.dispositif) where.push(`p.key = ${add(filter.dispositif)}`);
  where.push(...saysSql(filter.q, add));
  if (after) where.push(`(d.columns->>'until', d.id) > (${add(after.until)}, ${add(after.id)}::uuid)`);
  const text = `select ${COLUMNS} from dossier d join dispositif p on p.id = d.dispositif_id
    join organisation o on o.id = d.organisation_id
    where ${where.join(" and ")} order by d.columns->>'until', d.id limit ${limit}`;
  return { text, params };
}

/** Homologations that say today what a system's is, soonest end first. */
export async function registerPage(sql: Sql, reach: Reach, filter: RegisterFilter, after: Cursor | null) {
  const { text, params } = pageSql(reach, filter, after, PAGE + 1);
  const found = await sql.query<RegisterRow>(text, params);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  return { rows, next: found.length > PAGE && last ? `${last.until}|${last.id}` : null };
}

/** All of them, page after page, for an export of exactly what is filtered. */
export async function* registerRows(
  sql: Sql,
  reach: Reach,
  filter: RegisterFilter,
): AsyncGenerator<RegisterRow> {
  for (let after: Cursor | null = null; ; ) {
    const { text, params } = pageSql(reach, filter, after, EXPORT_PAGE);
    const rows: RegisterRow[] = await sql.query<RegisterRow>(text, params);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = { until: last.until, id: last.id };
  }
}

/** What is being prepared, moved last first. */
export function preparingRows(sql: Sql, reach: Reach): Promise<PreparingRow[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reach, (value) => `$${params.push(value)}`);
  return sql.query<PreparingRow>(
    `select d.id, d.ref, d.title, d.state, p.name dispositif, d.context->'file'->'strategy'->'lead'->>'name' lead,
            to_char(d.changed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') "changedAt"
       from dossier d join dispositif p on p.id = d.dispositif_id
      where d.kind = 'homologation' and d.state in ('strategy', 'preparation', 'ready', 'commission', 'decided') and ${may}
      order by d.changed_at desc, d.id limit 10`,
    params,
  );
}
