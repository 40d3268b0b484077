import { z } from "zod";

/** A text that someone typed: controls and tabulations out, so that it comes back the same from any export. */
export const said = (max: number, what: string) =>
  z
    .string({ error: `${what} manque` })
    .transform((text) =>
      text
        .replace(/\r\n?/g, "\n")
        .replace(/\t/g, " ")
        .replace(/\p{Cc}(?<!\n)/gu, "")
        .trim(),
    )
    .pipe(z.string().min(1, `${what} manque`).max(max, `${what} : ${max} caractères au plus`));

/** A day of the calendar, YYYY-MM-DD. */
export const dayOf = (what: string) => z.iso.date(`${what} : une date, comme 2026-11-22`);

/** A link that opens nothing but a page on the web. */
export const linkOf = (what: string) =>
  z
    .url({ protocol: /^https$/, error: `${what} : une adresse en https://` })
    .max(500, "500 caractères au plus");

/** A file kept by the console: the SHA-256 of its bytes names it for ever. */
export const fileSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, "une empreinte SHA-256"),
  name: said(200, "le nom du fichier"),
  mime: z.string().max(120),
  size: z.int().nonnegative(),
});
export type KeptFile = z.infer<typeof fileSchema>;

/** Someone named as responsible, readable years later without the directory. */
export const namedSchema = z.strictObject({
  person: z.uuid(),
  name: said(160, "le nom"),
  function: z.string().max(60),
  organisation: z.strictObject({ id: z.uuid(), key: z.string(), name: z.string() }),
});
export type Named = z.infer<typeof namedSchema>;
