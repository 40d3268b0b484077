import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { ReachabilityContext } from "#machines/reachability/v1/context.ts";
import { recipientsSql } from "./recipients.sql.ts";

export type TestDossier = {
  id: string;
  ref: string;
  title: string;
  state: string;
  revision: number;
  openedAt: Date;
  closedAt: Date | null;
  dispositif: string;
  dispositifId: string;
  context: ReachabilityContext;
};
export type Count = { total: number; reachable: number };
export type TestTask = { key: string; kind: string; title: string; data: Record<string, unknown> };
/** States of recipients.sql.ts. */
export type Outcome = "reachable" | "changed" | "failed" | "derived" | "waiting" | "silent";

/** A reference as it may be typed; what cannot be one names no test. */
export const asRef = (text: string) =>
  text
    .replace(/[^\w-]/g, "")
    .toUpperCase()
    .slice(0, 32);

/** The test that is meant, if the caller may see its results; being tested does not open it. */
export async function findTest(sql: Sql, caller: Caller, ref: string): Promise<TestDossier | null> {
  const params: unknown[] = [asRef(ref)];
  const may = mayOnDossierSql(reachOf(caller.tenures, "delivery.read"), (value) => `$${params.push(value)}`);
  const [row] = await sql.query<TestDossier>(
    `select d.id, d.ref, d.title, d.state, d.revision, d.opened_at "openedAt", d.closed_at "closedAt", s.name dispositif,
            d.dispositif_id "dispositifId", d.context
       from dossier d join dispositif s on s.id = d.dispositif_id
      where d.kind = 'reachability' and d.ref = $1 and ${may}`,
    params,
  );
  return row ?? null;
}

/** Rates of a test: all, by département, by function; each in one pass over its recipients. */
export async function testResult(sql: Sql, { id, dispositifId, openedAt }: TestDossier) {
  const [rows, tasks, before] = await Promise.all([
    counted(sql, id),
    sql.query<TestTask>(
      "select key, kind, title, data from task where dossier_id = $1 and state = 'open' order by kind, key limit 300",
      [id],
    ),
    testBefore(sql, dispositifId, openedAt),
  ]);
  const past = before ? await counted(sql, before.id) : [];
  const missing = tasks
    .filter(({ kind }) => kind === "gap")
    .reduce((n, { data }) => n + Number(data.count ?? 0), 0);
  return {
    total: sum(rows),
    outcomes: group(
      rows,
      ({ state }) => state as Outcome,
      ({ n }) => n,
    ),
    departements: byKey(rows, ({ departement }) => departement ?? ""),
    functions: byKey(rows, ({ alert }) => alert),
    missing,
    tasks,
    before: before && {
      ref: before.ref,
      total: sum(past),
      functions: Object.fromEntries(byKey(past, ({ alert }) => alert)),
    },
  };
}
export type TestResult = Awaited<ReturnType<typeof testResult>>;

type Row = { departement: string | null; alert: string; state: string; n: number };
const counted = (sql: Sql, dossier: string) =>
  sql.query<Row>(
    `select departement, alert, state, count(*)::int n from (${recipientsSql("$1::uuid")}) r group by 1, 2, 3`,
    [dossier],
  );

/** The test of the same dispositif just before. */
async function testBefore(sql: Sql, dispositif: string, openedAt: Date) {
  const [row] = await sql.query<{ id: string; ref: string }>(
    `select id, ref from dossier where kind = 'reachability' and dispositif_id = $1::uuid and opened_at < $2::timestamptz
      order by opened_at desc limit 1`,
    [dispositif, openedAt.toISOString()],
  );
  return row ?? null;
}

const sum = (rows: Row[]): Count => ({
  total: rows.reduce((all, { n }) => all + n, 0),
  reachable: rows.reduce((all, { n, state }) => all + (state === "reachable" ? n : 0), 0),
});

function byKey(rows: Row[], keyOf: (row: Row) => string): [string, Count][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups].sort(([a], [b]) => a.localeCompare(b, "fr")).map(([key, list]) => [key, sum(list)]);
}

function group<Key extends string>(rows: Row[], keyOf: (row: Row) => Key, of: (row: Row) => number) {
  const counts: Partial<Record<Key, number>> = {};
  for (const row of rows) counts[keyOf(row)] = (counts[keyOf(row)] ?? 0) + of(row);
  return counts;
}
