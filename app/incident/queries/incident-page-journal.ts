import { type JournalLine, journalFilters } from "#app/messages/incident-journal.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { journalSql } from "./incident-page-sql.ts";

/** Entries of one page: enough for the night, few enough for a phone. */
const PAGE = 20;

export type JournalPage = {
  lines: JournalLine[];
  filter: string | null;
  before: number | null;
  more: number | null;
};

/** The newest entries, or those before a number; nobody who could read no journal at all makes a query. */
export async function journalPage(
  sql: Sql,
  { tenures }: Caller,
  { ref, journal, before }: { ref: string; journal: string | null; before: number | null },
): Promise<JournalPage | null> {
  const reach = reachOf(tenures, "journal.read");
  if (!reach.all && reach.own.length + reach.dispositif.length === 0) return null;
  const filter = journal && Object.hasOwn(journalFilters, journal) ? journal : null;
  const types = filter ? journalFilters[filter]?.types : null;
  const rows = await sql.query<{ seq: number; payload: string }>(
    journalSql,
    [ref, before, types, PAGE + 1],
    true,
  );
  const lines = rows.slice(0, PAGE).map(({ payload }) => lineOf(payload));
  return { lines, filter, before, more: rows.length > PAGE ? (lines.at(-1)?.seq ?? null) : null };
}

/** Entries after a revision: what changed meanwhile. */
export async function journalSince(sql: Sql, dossier: string, revision: number): Promise<JournalLine[]> {
  const rows = await sql.query<{ payload: string }>(
    "select payload from journal_entry where dossier_id = $1 and seq > $2 order by seq limit 20",
    [dossier, revision],
  );
  return rows.map(({ payload }) => lineOf(payload));
}

/** The entry without what no sentence says: hashes, ids, the 50,000 schools of a perimeter. */
function lineOf(payload: string): JournalLine {
  const { seq, at, type, actor, data } = JSON.parse(payload) as JournalLine;
  const { facts } = data as { facts?: Record<string, unknown> };
  return {
    seq,
    at,
    type,
    actor: {
      kind: actor.kind,
      name: actor.name,
      ...(actor.function && { function: actor.function }),
      ...(actor.organisation && { organisation: { name: actor.organisation.name } }),
    },
    data:
      type === "incident.declared"
        ? { facts: { title: facts?.title, description: facts?.description } }
        : { ...data, schools: undefined, deliveries: undefined, root: undefined },
  };
}
