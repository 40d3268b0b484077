import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { foldedSql, wordsOf } from "#app/platform/database/text-search.ts";
import type { Reach } from "#app/platform/permissions.ts";

const PAGE = 50;
const EXPORT_PAGE = 2_000;
export type PlanFilter = { q?: string | undefined; state?: string | undefined; late?: string | undefined };
export type PlanRow = {
  id: string;
  ref: string;
  system: string;
  key: string;
  catalogue: string;
  measure: string;
  title: string;
  state: string;
  owner: string | null;
  /** A day, YYYY-MM-DD. */
  dueAt: string | null;
  proof: string | null;
  note: string | null;
};

function planSql(reach: Reach, filter: PlanFilter, today: string, offset: number, limit: number) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const living =
    "(d.columns->>'current' = 'true' or d.state in ('strategy', 'preparation', 'ready', 'commission', 'decided'))";
  const where = ["d.kind = 'homologation'", living, mayOnDossierSql(reach, add)];
  if (filter.state) where.push(`m.state = ${add(filter.state)}`);
  if (filter.late) where.push(`m.state in ('todo', 'doing') and m.due_at < ${add(today)}::date`);
  for (const word of wordsOf(filter.q))
    where.push(
      `strpos(${foldedSql("concat_ws(' ', m.ref, m.title, m.owner, d.title, d.ref)")}, ${foldedSql(add(word))}) > 0`,
    );
  const text = `select d.id, d.ref, d.title system, m.key, m.catalogue, m.ref measure, m.title, m.state, m.owner,
      m.due_at::text "dueAt", m.proof, m.note
    from homologation_measure m join dossier d on d.id = m.dossier_id where ${where.join(" and ")}
    order by m.due_at nulls last, d.ref, m.ref, m.key limit ${limit} offset ${offset}`;
  return { text, params };
}

/** One page of the action plan, soonest due first. */
export async function planPage(sql: Sql, reach: Reach, filter: PlanFilter, now: Date, page: number) {
  const { text, params } = planSql(
    reach,
    filter,
    now.toISOString().slice(0, 10),
    (page - 1) * PAGE,
    PAGE + 1,
  );
  const rows = await sql.query<PlanRow>(text, params);
  return { rows: rows.slice(0, PAGE), more: rows.length > PAGE };
}

/** All of it, for an export of exactly what is filtered. */
export async function* planRows(
  sql: Sql,
  reach: Reach,
  filter: PlanFilter,
  now: Date,
): AsyncGenerator<PlanRow> {
  for (let offset = 0; ; offset += EXPORT_PAGE) {
    const { text, params } = planSql(reach, filter, now.toISOString().slice(0, 10), offset, EXPORT_PAGE);
    const rows = await sql.query<PlanRow>(text, params);
    yield* rows;
    if (rows.length < EXPORT_PAGE) return;
  }
}
