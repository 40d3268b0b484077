import type { Sql } from "#app/platform/database/database.ts";
import type { KeptFile } from "#machines/words.ts";
import { InputRefused } from "../input.ts";
import { keepFile, refuseTooLarge } from "./keep-file.ts";

/** What a form sent: its other fields, the file kept by its hash, or what is wrong with it. */
export type Taken = { form: FormData; file?: KeptFile; errors: { path: string; message: string }[] };

/** Reads a form that may carry one file (field « file »): it is kept, or refused with a sentence, before anything else is done. */
export async function takeFile(sql: Sql, request: Request): Promise<Taken> {
  let form = new FormData();
  try {
    refuseTooLarge(request);
    form = await request.formData();
    const given = form.get("file");
    form.delete("file");
    if (!(given instanceof File) || given.size === 0) return { form, errors: [] };
    const bytes = new Uint8Array(await given.arrayBuffer());
    return { form, file: await keepFile(sql, { name: given.name, bytes }), errors: [] };
  } catch (error) {
    if (error instanceof InputRefused) return { form, errors: error.errors };
    throw error;
  }
}
