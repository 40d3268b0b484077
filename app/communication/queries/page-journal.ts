import type { JournalLine } from "#app/messages/incident-journal.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { journalSql } from "./page-sql.ts";

const PAGE = 20;
export type JournalPage = { lines: JournalLine[]; before: number | null; more: number | null };

/** The newest entries of a message, or those before a number. */
export async function journalPage(sql: Sql, dossier: string, before: number | null): Promise<JournalPage> {
  const rows = await sql.query<{ payload: string }>(journalSql, [dossier, before, PAGE + 1], true);
  const lines = rows.slice(0, PAGE).map(({ payload }) => lineOf(payload));
  return { lines, before, more: rows.length > PAGE ? (lines.at(-1)?.seq ?? null) : null };
}

/** Entries after a revision: what changed meanwhile. */
export async function journalSince(sql: Sql, dossier: string, revision: number): Promise<JournalLine[]> {
  const rows = await sql.query<{ payload: string }>(
    "select payload from journal_entry where dossier_id = $1 and seq > $2 order by seq limit 20",
    [dossier, revision],
  );
  return rows.map(({ payload }) => lineOf(payload));
}

/** Words that a sentence quotes; the rest of an entry (ids, roots, thousands of schools) stays on the server. */
const SAID = [
  "key", "note", "reason", "text", "instance", "opinion", "name", "count", "sent", "failed", "cancelled",
  "channel", "subject", "body", "answer", "notice",
]; // biome-ignore format: a list to read at a glance

/** An entry as the page tells it. */
export function lineOf(payload: string): JournalLine {
  const { seq, at, type, actor, data } = JSON.parse(payload) as JournalLine;
  const draft = data.draft as { title?: string } | undefined;
  const found = data.found as
    | { decision?: { name?: string } | null; expiring?: { count?: number } }
    | undefined;
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
    data: {
      ...Object.fromEntries(SAID.flatMap((key) => (key in data ? [[key, data[key]]] : []))),
      ...(draft?.title && { draft: { title: draft.title } }),
      ...(found?.decision?.name && { decision: { name: found.decision.name } }),
      ...(found?.expiring && { expiring: { count: found.expiring.count } }),
    },
  };
}
