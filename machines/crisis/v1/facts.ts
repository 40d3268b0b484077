import { z } from "zod";
import { categorySchema, perimeterSchema } from "#conventions/schema/words.ts";
import { instant, text } from "./words.ts";

export const organisationSchema = z.strictObject({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  name: z.string(),
});
export type OrganisationOf = z.infer<typeof organisationSchema>;

/** Where the case is, as the directory knew it when the crisis was opened. */
export const placeSchema = organisationSchema.extend({
  timezone: z.string(),
  departement: z.string().nullable(),
  academie: z.string().nullable(),
  /** Whether Good Friday is a holiday in its commune, where that was recorded (CHOIX-VENDREDI-SAINT). */
  goodFridayOff: z.boolean().optional(),
});
export type CrisisPlace = z.infer<typeof placeSchema>;

/** What a crisis is opened on. */
export const caseFactsSchema = z.strictObject({
  title: text(160, "le titre"),
  summary: text(4_000, "la description"),
  category: categorySchema,
  /** The incident it grew from. */
  incident: z.strictObject({ id: z.uuid(), ref: z.string() }).optional(),
  runbook: z.strictObject({
    key: z.string(),
    version: z.int(),
    hash: z.string(),
    title: z.string(),
    /** Approved in a commission of this dispositif (MBN-6.2). */
    approved: z.boolean(),
  }),
  place: placeSchema,
  declarer: placeSchema,
  /** Organisations (uuid) of the parties: each has a liaison in the cell. */
  parties: z.array(z.uuid()).max(100),
  perimeter: perimeterSchema,
  schools: z.array(z.uuid()).max(50_000).optional(),
  personalData: z.boolean().nullable(),
  /** When the parties knew (ISO 8601): the clocks of the authorities run from it. */
  awareAt: instant,
  exercise: z.boolean().default(false),
});
export type CaseFacts = z.infer<typeof caseFactsSchema>;
