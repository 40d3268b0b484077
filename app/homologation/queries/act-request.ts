import { randomUUID } from "node:crypto";
import { InputRefused } from "#app/engine/input.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import type { KeptFile } from "#machines/words.ts";
import { keepFile, refuseTooLarge } from "../commands/keep-file.ts";

export type Sent = {
  intent: string;
  values: Record<string, string>;
  file?: KeptFile;
  errors: { path: string; message: string }[];
};

/** What a form sent; a file in it is kept, or refused with a sentence, before anything else is done. */
export async function readSent(sql: Sql, request: Request): Promise<Sent> {
  try {
    refuseTooLarge(request);
    const form = await request.formData();
    const given = form.get("file");
    form.delete("file");
    const { intent = "", ...values } = readValues(form);
    if (!(given instanceof File) || given.size === 0) return { intent, values, errors: [] };
    const kept = await keepFile(sql, {
      name: given.name,
      bytes: new Uint8Array(await given.arrayBuffer()),
    }).catch((error: unknown) => {
      if (error instanceof InputRefused) return error;
      throw error;
    });
    if (kept instanceof InputRefused) return { intent, values, errors: kept.errors };
    return { intent, values, file: kept, errors: [] };
  } catch (error) {
    if (error instanceof InputRefused) return { intent: "", values: {}, errors: error.errors };
    throw error;
  }
}

/** What the page draws once, so that a press repeated writes once. */
export const drawn = (revision: number, key: string | null) => ({
  revision: String(revision),
  idempotency: randomUUID(),
  drawn: randomUUID(),
  ...Object.fromEntries([1, 2, 3].map((n) => [`reserveKey${n}`, randomUUID()])),
  ...(key && { key }),
});
