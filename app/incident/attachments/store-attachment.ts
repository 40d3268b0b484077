import { dossierId } from "#app/engine/command/send-event.ts";
import { dispatch } from "#app/engine/dispatch.ts";
import { NotFound } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { sha256 } from "#app/engine/journal/entry.ts";
import { actingTenure, actorOf, type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Database } from "#app/platform/database/database.ts";
import { acceptedType } from "#app/platform/files/accepted-type.ts";
import { safeName } from "#app/platform/files/file-name.ts";

export const LARGEST_ATTACHMENT = 20 * 1024 * 1024;

export type Attachment = { hash: string; name: string; mime: string; size: number };
const refused = (message: string) => new InputRefused([{ path: "file", message }]);

/**
 * Adds a file to an incident: its type is read from its content, its bytes are kept by their hash, and the journal
 * says who added what. The same file twice is one attachment.
 * @throws NotFound, Forbidden, InputRefused
 */
export async function storeAttachment(
  db: Database,
  caller: Caller,
  dossier: string,
  file: { name: string; bytes: Uint8Array },
  now: Date,
): Promise<Attachment> {
  const id = dossierId(dossier);
  if (!(await mayOnDossier(db, caller.tenures, "dossier.read", id)))
    throw new NotFound("Ce dossier n'existe pas.");
  const tenure = await actingTenure(db, caller, "attachment.added", id);
  if (!tenure) throw new Forbidden("attachment.added");
  const { bytes } = file;
  if (bytes.length === 0) throw refused("Ce fichier est vide.");
  if (bytes.length > LARGEST_ATTACHMENT)
    throw refused("Ce fichier dépasse 20 Mo : réduisez-le, ou joignez-en l’essentiel.");
  const type = await acceptedType(bytes, file.name.slice(-300));
  if (typeof type === "string") throw refused(type);

  const hash = sha256(bytes);
  const known = await attachmentOf(db, id, hash);
  if (known) return known;
  const attachment = { hash, name: safeName(file.name, type.ending), mime: type.mime, size: bytes.length };
  // Bytes before the entry that names them: a crash in between leaves bytes that nothing shows, never the reverse.
  await db.query("insert into blob (hash, bytes, size) values ($1, $2, $3) on conflict (hash) do nothing", [
    hash,
    bytes,
    bytes.length,
  ]);
  const by = actorOf(caller, tenure);
  await dispatch(db, { dossier: id, type: "attachment.added", data: attachment, by, at: now });
  return attachment;
}

async function attachmentOf(db: Database, dossier: string, hash: string): Promise<Attachment | undefined> {
  const [row] = await db.query<Attachment>(
    "select hash, name, mime, size from attachment where dossier_id = $1 and hash = $2",
    [dossier, hash],
  );
  return row;
}

/**
 * An attachment with its bytes, checked against their hash. Send it as a download (Content-Disposition: attachment,
 * nosniff): it was not written by us.
 * @throws NotFound also when the caller may not read the dossier.
 */
export async function readAttachment(
  db: Database,
  caller: Caller,
  dossier: string,
  hash: string,
): Promise<Attachment & { bytes: Uint8Array }> {
  const id = dossierId(dossier);
  const missing = () => new NotFound("Cette pièce jointe n'existe pas.");
  if (!/^[0-9a-f]{64}$/.test(hash)) throw missing();
  if (!(await mayOnDossier(db, caller.tenures, "dossier.read", id))) throw missing();
  const attachment = await attachmentOf(db, id, hash);
  const [blob] = await db.query<{ bytes: Uint8Array }>("select bytes from blob where hash = $1", [hash]);
  if (!attachment || !blob) throw missing();
  if (sha256(blob.bytes) !== hash)
    throw new Error(
      `Pièce jointe ${hash.slice(0, 12)} altérée dans la base : son contenu n'a plus son empreinte.`,
    );
  return { ...attachment, bytes: blob.bytes };
}
