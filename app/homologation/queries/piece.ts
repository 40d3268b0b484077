import { sha256 } from "#app/engine/journal/entry.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { readHomologation } from "./homologation-page.ts";

/** A file of a dossier that the caller may read, checked against its hash; null when there is none. */
export async function readPiece(sql: Sql, caller: Caller, ref: string, hash: string) {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const row = await readHomologation(sql, caller, ref);
  if (!row) return null;
  const [file] = await sql.query<{ name: string; mime: string }>(
    "select name, mime from attachment where dossier_id = $1 and hash = $2",
    [row.id, hash],
  );
  return file ? { ...file, bytes: await bytesOf(sql, hash) } : null;
}

/** @throws Error when the bytes no longer have their hash */
export async function bytesOf(sql: Sql, hash: string): Promise<Uint8Array> {
  const [blob] = await sql.query<{ bytes: Uint8Array }>("select bytes from blob where hash = $1", [hash]);
  if (!blob) throw new Error(`Pièce ${hash.slice(0, 12)} absente de la base.`);
  if (sha256(blob.bytes) !== hash)
    throw new Error(`Pièce ${hash.slice(0, 12)} altérée dans la base : son contenu n'a plus son empreinte.`);
  return blob.bytes;
}
