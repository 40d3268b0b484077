import { z } from "zod";
import { categorySchema, certaintySchema, perimeterSchema } from "#conventions/schema.ts";

const line = (max: number, what: string) =>
  z
    .string({ error: `${what} manque` })
    .transform((text) => text.replace(/\p{Cc}(?<![\n\t])/gu, "").trim())
    .pipe(z.string().min(1, `${what} manque`).max(max, `${what} : ${max} caractères au plus`));

const instant = z.iso.datetime({
  offset: true,
  error: "une date et une heure, comme 2026-11-22T03:10:00+01:00",
});

/** What the ENT lost: decides the communication lock (MBN-5.2-K) and whom the chain reaches. */
export const compromiseFactSchema = z
  .string()
  .max(80)
  .regex(
    /^(messaging|authentication|sso-application:[a-z0-9][a-z0-9._-]*)$/,
    "« messaging », « authentication » ou « sso-application:<clé> »",
  );

export const severitySchema = z.enum(["minor", "limited", "major", "maximal"]);

/** Planned or security suspension of a service (ATR-7.2): its cause and window go to every party. */
export const suspensionSchema = z
  .strictObject({
    cause: z.enum(["maintenance", "security", "force-majeure"]),
    from: instant,
    until: instant.optional(),
  })
  .refine(({ from, until }) => !until || Date.parse(until) > Date.parse(from), {
    path: ["until"],
    error: "la fin doit venir après le début",
  });

/** The five questions of a declaration and what may come later. Times are ISO 8601 with an offset. */
export const factsSchema = z.strictObject({
  title: line(160, "le titre"),
  description: line(8_000, "la description"),
  category: categorySchema,
  certainty: certaintySchema,
  noticedAt: instant,
  personalData: z.boolean().nullable().default(null),
  perimeter: perimeterSchema.optional(),
  compromises: z.array(compromiseFactSchema).max(20).default([]),
  suspension: suspensionSchema.optional(),
  exercise: z.boolean().default(false),
});
export type Facts = z.infer<typeof factsSchema>;

/** An organisation as the journal keeps it: readable years later without the directory. */
export const placeSchema = z.strictObject({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  departement: z.string().nullable(),
  academie: z.string().nullable(),
  timezone: z.string(),
  /** Whether Good Friday is a holiday in its commune, where that was recorded (CHOIX-VENDREDI-SAINT). */
  goodFridayOff: z.boolean().optional(),
});
export type Place = z.infer<typeof placeSchema>;
