import type { Sql } from "#app/platform/database/database.ts";

/** Entries that change nothing to what somebody is about to do: in a cell at work they come by the minute. */
const quiet = [
  "log.entered",
  "attachment.added",
  "alerts.sent",
  "deliveries.failed",
  "delivery.retried",
].concat(["alert.acknowledged", "deadline.reached", "task.done", "retex.noted"]);

/**
 * The revision on which somebody decides: the one they saw, or the newest when nothing but such entries came since.
 * Anything else that came is a conflict, told by whoever compares.
 */
export async function revisionDecidedOn(sql: Sql, dossier: string, seen: number): Promise<number> {
  const [row] = await sql.query<{ last: number | null; only_quiet: boolean | null }>(
    "select max(seq)::int last, bool_and(type = any($3)) only_quiet from journal_entry where dossier_id = $1 and seq > $2",
    [dossier, seen, quiet],
  );
  return row?.only_quiet && row.last ? row.last : seen;
}
