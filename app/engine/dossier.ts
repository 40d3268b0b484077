import type { Sql } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
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
  content_hash: string | null;
};

const columns = `id, ref, kind, machine, machine_version, state, context, revision, head, dispositif_id,
  convention_id, content_hash`;

/** @throws NotFound */
export async function readDossier(sql: Sql, id: string): Promise<DossierRow> {
  const [row] = await sql.query<DossierRow>(`select ${columns} from dossier where id = $1`, [id], true);
  if (!row) throw new NotFound("Ce dossier n'existe pas.");
  return row;
}

/** The communication lock of a dispositif. @throws Error when it has none: nothing may be said without it. */
export async function readLock(sql: Sql, dispositif: string): Promise<DossierRow> {
  const [row] = await sql.query<DossierRow>(
    `select ${columns} from dossier where kind = 'lock' and dispositif_id = $1`,
    [dispositif],
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
