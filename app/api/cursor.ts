import { z } from "zod";
import { InputRefused } from "#app/engine/input.ts";
import { sentences } from "./messages.ts";

/** Where a page ended, as text that callers hand back unread. */
export const cursorOf = (place: unknown): string | null =>
  place === null ? null : Buffer.from(JSON.stringify(place)).toString("base64url");

/** @throws InputRefused when it is none of ours. */
export function readCursor<Schema extends z.ZodType>(schema: Schema, given: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(given, "base64url").toString()));
  } catch {
    throw new InputRefused([{ path: "after", message: sentences.badCursor }]);
  }
}

/** Page size from the address: a number between 1 and `most`. */
export const limitSchema = (usual: number, most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,4}$/, `un nombre de 1 à ${most}`)
    .default(String(usual))
    .transform(Number)
    .pipe(z.int().max(most, `${most} au plus`));
