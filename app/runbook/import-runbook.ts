import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import { type Known, readAndCheck } from "#runbooks/check.ts";
import type { RunbookProblem } from "#runbooks/problem.ts";
import type { Runbook } from "#runbooks/schema.ts";

/** `hash` is the SHA-256 of the text, the key of `content`; `added` is false when that very text was known. */
export type RunbookImport =
  | { ok: true; runbook: Runbook; hash: string; added: boolean; warnings: RunbookProblem[] }
  | { ok: false; problems: RunbookProblem[] };

/**
 * Keeps the text of a runbook and what was read of it. The same text twice changes nothing; an invalid one changes
 * nothing either and comes back as problems with file:line. Which version is in force is not decided here (MBN-6.2).
 */
export async function importRunbook(
  db: Sql,
  {
    file,
    text,
    now,
    known,
    dryRun = false,
  }: { file: string; text: string; now: Date; known?: Known; dryRun?: boolean },
): Promise<RunbookImport> {
  const reading = readAndCheck(file, text, known);
  if (!reading.ok) return reading;
  const { runbook, hash, warnings } = reading;
  if (dryRun) {
    const rows = await db.query("select 1 from content where hash = $1", [hash]);
    return { ok: true, runbook, hash, added: rows.length === 0, warnings };
  }
  const rows = await db.query(
    `insert into content (hash, kind, text, body, created_at) values ($1, 'runbook', $2, $3::jsonb, $4)
     on conflict (hash) do nothing returning hash`,
    [hash, reading.text, JSON.stringify(runbook), now],
  );
  return { ok: true, runbook, hash, added: rows.length > 0, warnings };
}

/** The words that these conventions know, for warnings. */
export const knownWords = (conventions: Convention[]): Known => ({
  instances: new Set(conventions.flatMap(({ instances }) => instances.map(({ key }) => key))),
  rules: new Set(conventions.flatMap(({ rules }) => rules.map(({ id }) => id))),
});
