import type { Sql } from "#app/platform/database/database.ts";
import { sha256 } from "../journal/entry.ts";

export type PieceRead = { name: string; mime: string; bytes: Uint8Array };

/** A file joined to that dossier, whoever asks; null when there is none. */
export async function attachedPiece(sql: Sql, dossier: string, hash: string): Promise<PieceRead | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const [file] = await sql.query<{ name: string; mime: string }>(
    "select name, mime from attachment where dossier_id = $1 and hash = $2",
    [dossier, hash],
  );
  return file ? { ...file, bytes: await bytesOf(sql, hash) } : null;
}

/** Handed out as a download that no browser runs: it was not written by us. */
export const pieceAnswer = ({ name, mime, bytes }: PieceRead): Response =>
  new Response(bytes as BodyInit, {
    headers: {
      "Content-Type": mime,
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    },
  });

/** @throws Error when the bytes no longer have their hash */
export async function bytesOf(sql: Sql, hash: string): Promise<Uint8Array> {
  const [blob] = await sql.query<{ bytes: Uint8Array }>("select bytes from blob where hash = $1", [hash]);
  if (!blob) throw new Error(`Pièce ${hash.slice(0, 12)} absente de la base.`);
  if (sha256(blob.bytes) !== hash)
    throw new Error(`Pièce ${hash.slice(0, 12)} altérée dans la base : son contenu n'a plus son empreinte.`);
  return blob.bytes;
}
