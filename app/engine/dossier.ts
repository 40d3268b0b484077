import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import type { Pace } from "#machines/exercise/clock.ts";
import type { World } from "#machines/step.ts";
import { NotFound } from "./errors.ts";

/** A dossier as the engine reads it. */
export type DossierRow = {
  id: string;
  ref: string;
  kind: string;
  machine: string;
  machine_version: number;
  state: string;
  context: Record<string, unknown>;
  revision: number;
  head: string;
  dispositif_id: string;
  convention_id: string;
  organisation_id: string;
  content_hash: string | null;
  /** The exercise that it belongs to; null: in earnest. */
  exercise_id: string | null;
  /** How time runs there; null: as it does for everyone. */
  pace: Pace | null;
};

/** Columns of `dossier d` that make a row of the engine. */
export const dossierColumns = `d.id, d.ref, d.kind, d.machine, d.machine_version, d.state, d.context, d.revision, d.head,
  d.dispositif_id, d.convention_id, d.organisation_id, d.content_hash, d.exercise_id,
  (select e.context->'pace' from dossier e where e.id = d.exercise_id and e.kind = 'exercise') pace`;

/** @throws NotFound */
export async function readDossier(sql: Sql, id: string): Promise<DossierRow> {
  const [row] = await sql.query<DossierRow>(
    `select ${dossierColumns} from dossier d where d.id = $1`,
    [id],
    true,
  );
  if (!row) throw new NotFound("Ce dossier n'existe pas.");
  return row;
}

/**
 * Open dossiers of a dispositif about a subject, oldest first: `sso-application:<key>` finds the requests for that
 * application. Their machine says what they are about, in `columns.subject`.
 */
export const readAbout = (
  sql: Sql,
  dispositif: string,
  exercise: string | null,
  subject: string,
): Promise<DossierRow[]> =>
  sql.query<DossierRow>(
    `select ${dossierColumns} from dossier d
      where d.dispositif_id = $1 and d.exercise_id is not distinct from $2::uuid and d.columns->>'subject' = $3
        and d.closed_at is null order by d.opened_at, d.id`,
    [dispositif, exercise, subject],
    true,
  );

/**
 * The communication lock of a dispositif, or of an exercise: neither ever stands for the other.
 * @throws Error when there is none: nothing may be said without it.
 */
export async function readLock(sql: Sql, dispositif: string, exercise: string | null): Promise<DossierRow> {
  const [row] = await sql.query<DossierRow>(
    `select ${dossierColumns} from dossier d
      where d.kind = 'lock' and d.dispositif_id = $1 and d.exercise_id is not distinct from $2::uuid`,
    [dispositif, exercise],
    true,
  );
  if (!row) throw new Error(`Le dispositif ${dispositif} n'a pas de verrou de communication.`);
  return row;
}

// Neither a version of a convention nor a content ever changes once written: each is read once.
const conventions = new Map<string, Convention>();
const contents = new Map<string, unknown>();

async function kept<T>(cache: Map<string, T>, key: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = await read();
  if (cache.size > 200) cache.clear();
  cache.set(key, value);
  return value;
}

/** The convention version a dossier lives under. @throws NotFound */
export const conventionOf = (db: Sql, id: string): Promise<Convention> =>
  kept(conventions, id, async () => {
    const [row] = await db.query<{ body: Convention }>("select body from convention where id = $1", [id]);
    if (!row) throw new NotFound("Cette convention n'existe pas.");
    return row.body;
  });

/** What a dossier runs on, as it was read (a runbook). @throws NotFound */
export const contentOf = (db: Sql, hash: string): Promise<unknown> =>
  kept(contents, hash, async () => {
    const [row] = await db.query<{ body: unknown }>("select body from content where hash = $1", [hash]);
    if (!row) throw new NotFound("Ce contenu n'existe pas.");
    return row.body;
  });

export async function worldOf(
  db: Sql,
  row: Pick<DossierRow, "id" | "ref" | "convention_id" | "dispositif_id" | "content_hash">,
): Promise<World> {
  return {
    convention: await conventionOf(db, row.convention_id),
    dossier: row.id,
    ref: row.ref,
    dispositif: row.dispositif_id,
    content: row.content_hash ? await contentOf(db, row.content_hash) : null,
  };
}
