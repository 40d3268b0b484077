import type { Sql } from "#app/platform/database/database.ts";
import { acceptedType } from "#app/platform/files/accepted-type.ts";
import { safeName } from "#app/platform/files/file-name.ts";
import type { KeptFile } from "#machines/words.ts";
import { InputRefused } from "../input.ts";
import { sha256 } from "../journal/entry.ts";

export const LARGEST_PIECE = 20 * 1024 * 1024;
const refused = (message: string) => new InputRefused([{ path: "file", message }]);

/** A body that says it is too large is refused before a byte of it is read. @throws InputRefused */
export function refuseTooLarge(request: Request): void {
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > LARGEST_PIECE + 1024 * 1024)
    throw refused(
      `Ce fichier pèse ${Math.round(length / 1_048_576)} Mo : 20 Mo au plus. Déposez-le ailleurs et donnez son lien.`,
    );
}

/**
 * Keeps the bytes of a piece under their hash, its type read from them: a name proves nothing.
 * @throws InputRefused
 */
export async function keepFile(
  sql: Sql,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<KeptFile> {
  if (bytes.length === 0) throw refused("Ce fichier est vide.");
  if (bytes.length > LARGEST_PIECE) throw refused("Ce fichier dépasse 20 Mo : donnez plutôt son lien.");
  const named = /\.pdf$/i.test(name.trim());
  const type = await acceptedType(bytes, name.slice(-300));
  if (named && (typeof type === "string" || type.ending !== "pdf"))
    throw refused("Ce fichier porte un nom de PDF et n’en est pas un : exportez-le à nouveau en PDF.");
  if (typeof type === "string") throw refused(type);
  if (type.ending === "pdf" && !endsAsPdf(bytes))
    throw refused("Ce PDF est incomplet : il a été coupé pendant sa copie. Exportez-le à nouveau.");
  const hash = sha256(bytes);
  await sql.query("insert into blob (hash, bytes, size) values ($1, $2, $3) on conflict (hash) do nothing", [
    hash,
    bytes,
    bytes.length,
  ]);
  return { hash, name: safeName(name, type.ending), mime: type.mime, size: bytes.length };
}

/** A whole PDF says near its end where its table is, and that it ends. */
function endsAsPdf(bytes: Uint8Array): boolean {
  const end = Buffer.from(bytes.subarray(-2_048)).toString("latin1");
  return end.includes("startxref") && end.includes("%%EOF");
}
