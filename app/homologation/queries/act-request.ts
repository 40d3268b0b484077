import { randomUUID } from "node:crypto";
import { takeFile } from "#app/engine/pieces/take-file.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { readValues } from "#app/ui/form/read-values.ts";
import type { KeptFile } from "#machines/words.ts";

export type Sent = {
  intent: string;
  values: Record<string, string>;
  file?: KeptFile;
  errors: { path: string; message: string }[];
};

/** What a form sent; a file in it is kept, or refused with a sentence, before anything else is done. */
export async function readSent(sql: Sql, request: Request): Promise<Sent> {
  const { form, file, errors } = await takeFile(sql, request);
  const { intent = "", ...values } = readValues(form);
  return { intent, values, errors, ...(file && { file }) };
}

/** What the page draws once, so that a press repeated writes once. */
export const drawn = (revision: number, key: string | null) => ({
  revision: String(revision),
  idempotency: randomUUID(),
  drawn: randomUUID(),
  ...Object.fromEntries([1, 2, 3].map((n) => [`reserveKey${n}`, randomUUID()])),
  ...(key && { key }),
});
