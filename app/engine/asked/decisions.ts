import type { Sql } from "#app/platform/database/database.ts";
import type { DecisionState, Found } from "#machines/communication/v1/found.ts";

/** The decision of one school as it stands; null when it is not asked. */
export async function decisionOf(
  sql: Sql,
  dossier: string,
  school: string | undefined,
): Promise<Found["decision"]> {
  if (!school) return null;
  const [row] = await sql.query<{
    school: string;
    name: string;
    state: DecisionState;
    due: Date;
    at: Date | null;
  }>(
    `select s.organisation_id school, o.name, case when o.closed_at is not null then 'closed' else s.state end state,
            s.due_at due, s.at
       from school_decision s join organisation o on o.id = s.organisation_id
      where s.dossier_id = $1 and s.organisation_id = $2`,
    [dossier, school],
    true,
  );
  if (!row) return null;
  const { due, at, ...rest } = row;
  return { ...rest, dueAt: due.toISOString(), at: at?.toISOString() ?? null };
}

/**
 * One row as the hash over tacit approvals has it: school, end of its clock, instant of the silence. It holds nothing
 * that changes afterwards, so an auditor rebuilds it from the table (tacitRoot).
 */
const line = (at: string) =>
  `s.organisation_id || '|' || extract(epoch from s.due_at)::bigint || '|' || extract(epoch from ${at})::bigint`;
const root = (lines: string) =>
  `encode(sha256(convert_to(coalesce(string_agg(${lines}, E'\\n' order by s.organisation_id), ''), 'UTF8')), 'hex')`;

/** Pending decisions whose clock has run out: how many, the hash over what their rows become, how many are left. */
export async function expiringDecisions(sql: Sql, dossier: string, now: Date): Promise<Found["expiring"]> {
  const [row] = await sql.query<{ count: number; root: string; left: number }>(
    `select count(*) filter (where due)::int count, ${root(`case when due then ${line("$2::timestamptz")} end`)} root,
            count(*) filter (where not due)::int "left"
       from (select *, due_at <= $2::timestamptz due from school_decision
              where dossier_id = $1 and state = 'pending') s`,
    [dossier, now.toISOString()],
    true,
  );
  return row as NonNullable<Found["expiring"]>;
}

/**
 * The hash over the tacit approvals of one instant, rebuilt from the table: equal to the one in the journal unless a
 * row was changed since. `at`: instant of the journal's entry.
 */
export async function tacitRoot(
  sql: Sql,
  dossier: string,
  at: string,
): Promise<{ count: number; root: string }> {
  const [row] = await sql.query<{ count: number; root: string }>(
    `select count(*)::int count, ${root(line("s.at"))} root from school_decision s
      where s.dossier_id = $1 and s.at = $2::timestamptz and s.by_id is null`,
    [dossier, at],
  );
  return row as { count: number; root: string };
}

/** Schools that let the message in and have closed since, the first twenty by name. */
export async function closedSchools(sql: Sql, dossier: string): Promise<NonNullable<Found["closed"]>> {
  const rows = await sql.query<{ id: string; name: string; count: number }>(
    `select o.id, o.name, count(*) over ()::int count
       from school_decision s join organisation o on o.id = s.organisation_id
      where s.dossier_id = $1 and s.state in ('accepted', 'tacit', 'pending') and o.closed_at is not null
      order by o.name, o.id limit 20`,
    [dossier],
    true,
  );
  return { count: rows[0]?.count ?? 0, schools: rows.map(({ id, name }) => ({ id, name })) };
}
