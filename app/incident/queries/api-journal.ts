import { NotFound } from "#app/engine/errors.ts";
import { mayReadJournal } from "#app/engine/exercise/journal.ts";
import { readEntry } from "#app/engine/journal/entry.ts";
import { type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Right } from "#app/platform/permissions.ts";

type Row = { payload: string; hash: string };

/**
 * Lets through who may read the dossier and holds the right on it.
 * @throws NotFound for whoever may not know that it exists, Forbidden for the others
 */
export async function requireOnDossier(sql: Sql, caller: Caller, right: Right, dossier: string) {
  if (!(await mayOnDossier(sql, caller.tenures, "dossier.read", dossier)))
    throw new NotFound("Ce dossier n'existe pas.");
  if (right === "dossier.read") return;
  const may =
    right === "journal.read"
      ? await mayReadJournal(sql, caller, dossier)
      : await mayOnDossier(sql, caller.tenures, right, dossier);
  if (!may) throw new Forbidden(right);
}

/**
 * Entries of a journal in order, as they were hashed: with the dossier's id, RFC 8785 of an entry without its
 * hash gives the text whose SHA-256 the hash is.
 * @param after number of the entry before the page.
 * @throws NotFound, Forbidden
 */
export async function journalPage(
  sql: Sql,
  caller: Caller,
  dossier: string,
  { after, limit }: { after: number; limit: number },
) {
  await requireOnDossier(sql, caller, "journal.read", dossier);
  const rows = await sql.query<Row>(
    `select payload, hash from journal_entry where dossier_id = $1 and seq > $2 order by seq limit $3`,
    [dossier, after, limit + 1],
  );
  const items = rows.slice(0, limit).map(apart);
  return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
}

/** Told to whoever wrote on a stale revision; more is in the journal. */
const MOST_SINCE = 50;

/** What happened to a dossier since a revision: all of it for who may read the journal, else what and when. */
export async function entriesSince(sql: Sql, caller: Caller, dossier: string, revision: number) {
  const rows = await sql.query<Row>(
    `select payload, hash from journal_entry where dossier_id = $1 and seq > $2 order by seq limit ${MOST_SINCE}`,
    // A revision of the future, or of the moon, has nothing after it.
    [dossier, Math.min(revision, 2 ** 31 - 1)],
  );
  const whole = await mayReadJournal(sql, caller, dossier);
  return rows.map((row) => {
    const { seq, at, type, actor, data } = readEntry(row);
    return { seq, at, type, ...(whole && { actor, data }) };
  });
}

function apart(row: Row) {
  const { dossier: _, ...entry } = readEntry(row);
  return entry;
}
