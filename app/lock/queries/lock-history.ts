import { type LockLine, lockSentence } from "#app/messages/lock-journal.ts";
import type { Sql } from "#app/platform/database/database.ts";

const PAGE = 20;

export type LockHistory = {
  lines: { seq: number; at: string; actor: string; text: string }[];
  /** Number before which older entries are. */
  older: number | null;
  paged: boolean;
};

/** The journal of a lock in words, newest first. @param name a channel in words. */
export async function lockHistory(
  sql: Sql,
  dossier: string,
  before: number | null,
  name: (channel: string) => string,
): Promise<LockHistory> {
  const rows = await sql.query<{ payload: string }>(
    `select payload from journal_entry where dossier_id = $1 and ($2::int is null or seq < $2)
      order by seq desc limit ${PAGE + 1}`,
    [dossier, before],
  );
  const lines = rows.slice(0, PAGE).map(({ payload }) => {
    const { seq, at, type, actor, data } = JSON.parse(payload) as Omit<LockLine, "actor"> & {
      actor: { name: string };
    };
    return { seq, at, actor: actor.name, text: lockSentence({ type, data }, name) };
  });
  return { lines, older: rows.length > PAGE ? (lines.at(-1)?.seq ?? null) : null, paged: before !== null };
}
