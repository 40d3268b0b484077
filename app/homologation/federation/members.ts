import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import type { Reach } from "#app/platform/permissions.ts";
import type { MemberFilter } from "./filter.ts";

const PAGE = 25;
const EXPORT_PAGE = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export type MemberRow = {
  id: string;
  ref: string;
  title: string;
  state: string;
  dispositif: string;
  identity: boolean;
  service: boolean;
  commitments: number;
  kept: number;
  broken: number;
  /** ISO 8601, UTC; null where nothing is to be checked. */
  checkDue: string | null;
  from: string | null;
  leaves: string | null;
  /** A day, YYYY-MM-DD. */
  until: string | null;
};
const COLUMNS = `d.id, d.ref, d.title, d.state, p.name dispositif,
  (d.columns->>'identity')::boolean "identity", (d.columns->>'service')::boolean service,
  (d.columns->>'commitments')::int commitments, (d.columns->>'kept')::int kept, (d.columns->>'broken')::int broken,
  d.columns->>'checkDue' "checkDue", d.columns->>'from' "from", d.columns->>'leaves' leaves, d.columns->>'until' "until"`;

/** Where the page before ended: the row, whose title the database reads itself. */
export const readAfter = (given: string | undefined) => (given && UUID.test(given) ? given : null);

function membersSql(reach: Reach, filter: MemberFilter, now: Date, after: string | null, limit: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const where = ["d.kind = 'federation-member'", mayOnDossierSql(reach, add)];
  if (filter.state) where.push(`d.state = ${add(filter.state)}`);
  if (filter.role === "identity" || filter.role === "service")
    where.push(`(d.columns->>'${filter.role}')::boolean`);
  // Computed as it is looked at: nobody waits for a clock to see what is late.
  if (filter.late) where.push(`d.columns->>'checkDue' <= ${add(now.toISOString())}`);
  where.push(...saysSql(filter.q, add));
  if (after)
    where.push(`(d.title, d.id) > (select a.title, a.id from dossier a where a.id = ${add(after)}::uuid)`);
  const text = `select ${COLUMNS} from dossier d join dispositif p on p.id = d.dispositif_id
    where ${where.join(" and ")} order by d.title, d.id limit ${limit}`;
  return { text, params };
}

/** One page of members and candidates, by name. */
export async function membersPage(
  sql: Sql,
  reach: Reach,
  filter: MemberFilter,
  now: Date,
  after: string | null,
) {
  const { text, params } = membersSql(reach, filter, now, after, PAGE + 1);
  const found = await sql.query<MemberRow>(text, params);
  const rows = found.slice(0, PAGE);
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null };
}

/** Ids of all of them in the order of the pages, for an export of exactly what is filtered. */
export async function* memberRows(
  sql: Sql,
  reach: Reach,
  filter: MemberFilter,
  now: Date,
): AsyncGenerator<MemberRow> {
  for (let after: string | null = null; ; ) {
    const { text, params } = membersSql(reach, filter, now, after, EXPORT_PAGE);
    const rows: MemberRow[] = await sql.query<MemberRow>(text, params);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (!after || rows.length < EXPORT_PAGE) return;
  }
}
