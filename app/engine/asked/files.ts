import type { Sql } from "#app/platform/database/database.ts";

export type KeptFile = { hash: string; name: string; mime: string; size: number };

/** Files of a dossier by their hash, as a message carries them. */
export const filesOf = (sql: Sql, dossier: string, hashes: string[]): Promise<KeptFile[]> =>
  sql.query<KeptFile>(
    "select hash, name, mime, size from attachment where dossier_id = $1 and hash = any($2::text[]) order by name",
    [dossier, hashes],
  );
