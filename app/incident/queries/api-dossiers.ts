import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { saysSql } from "#app/platform/database/text-search.ts";
import { reachOf } from "#app/platform/permissions.ts";

export type DossierFilters = {
  kind?: string | undefined;
  state?: string | undefined;
  dispositif?: string | undefined;
  /** Words of the title, a reference, or the key or name of the place. */
  q?: string | undefined;
  after?: [string, string] | undefined;
  limit: number;
};
type Row = {
  id: string;
  ref: string;
  kind: string;
  state: string;
  revision: number;
  title: string;
  dispositif: string;
  organisation: { key: string; name: string };
  columns: Record<string, string | number | boolean | null>;
  opened_at: Date;
  changed_at: Date;
  closed_at: Date | null;
  exercise: boolean;
  /** Microseconds count: a cursor rounded to the millisecond would skip. */
  cursor: string;
};

/** Dossiers that the caller may read, newest first. */
export async function dossierList(sql: Sql, { tenures }: Caller, filters: DossierFilters) {
  const params: unknown[] = [];
  const add = (value: unknown) => `$${params.push(value)}`;
  const { kind, state, dispositif, q, after, limit } = filters;
  const where = [mayOnDossierSql(reachOf(tenures, "dossier.read"), add)];
  if (kind) where.push(`d.kind = ${add(kind)}`);
  if (state) where.push(`d.state = ${add(state)}`);
  if (dispositif) where.push(`p.key = ${add(dispositif)}`);
  where.push(...saysSql(q, add));
  if (after) where.push(`(d.opened_at, d.id) < (${add(after[0])}::timestamptz, ${add(after[1])}::uuid)`);
  const rows = await sql.query<Row>(
    `select d.id, d.ref, d.kind, d.state, d.revision, d.title, p.key dispositif,
            json_build_object('key', o.key, 'name', o.name) organisation, d.columns, d.opened_at, d.changed_at,
            d.closed_at, d.exercise, d.opened_at::text "cursor"
       from dossier d join organisation o on o.id = d.organisation_id join dispositif p on p.id = d.dispositif_id
      where ${where.join(" and ")} order by d.opened_at desc, d.id desc limit ${add(limit + 1)}`,
    params,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ cursor: _, opened_at, changed_at, closed_at, ...row }) => ({
      ...row,
      openedAt: opened_at.toISOString(),
      changedAt: changed_at.toISOString(),
      closedAt: closed_at?.toISOString() ?? null,
    })),
    next: last ? ([last.cursor, last.id] as [string, string]) : null,
  };
}
