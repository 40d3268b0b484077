import { NotFound } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { page } from "#app/messages/incident-page.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { problem } from "#app/ui/problem.ts";
import { storeAttachment } from "../attachments/store-attachment.ts";

/** The id behind a reference or an id; "" names no dossier. */
export async function dossierIdOf(sql: Sql, ref: string): Promise<string> {
  const [row] = await sql.query<{ id: string }>("select id from dossier where ref = $1 or id::text = $1", [
    ref,
  ]);
  return row?.id ?? "";
}

/** Files that somebody chose, an empty one included: a field left alone has neither name nor content. */
export const chosenFiles = (given: readonly FormDataEntryValue[]): File[] =>
  given.filter((one): one is File => typeof one !== "string" && (one.size > 0 || one.name !== ""));

/** Attaches each file; what is wrong with one does not hold back the others. */
export async function attachFiles(
  db: Database,
  caller: Caller,
  dossier: string,
  given: readonly FormDataEntryValue[],
  now: Date,
): Promise<FieldError[]> {
  const files = chosenFiles(given);
  const errors: FieldError[] =
    files.length === 0 ? [{ path: "fichiers", message: page.attachments.choose }] : [];
  for (const file of files)
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await storeAttachment(db, caller, dossier, { name: file.name, bytes }, now);
    } catch (error) {
      if (error instanceof NotFound || error instanceof Forbidden) throw problem(404);
      if (!(error instanceof InputRefused)) throw error;
      const why = error.errors[0]?.message ?? error.message;
      errors.push({ path: "fichiers", message: page.attachments.refused(file.name.slice(0, 80), why) });
    }
  return errors;
}
