import { z } from "zod";
import { perimeterSchema } from "#conventions/schema.ts";
import { factsSchema } from "#machines/incident/v1/facts.ts";

/**
 * What declares an incident, by page or by API (interface.md). `organisation` is where it happened: UAI, SIREN
 * or key. `declaredAs` picks the function in which the author acts, when they hold several.
 */
export const declarationSchema = factsSchema.extend({
  dispositif: z.string({ error: "le dispositif manque" }).min(1, "le dispositif manque").max(80),
  organisation: z.string({ error: "l'organisation manque" }).min(1, "l'organisation manque").max(80),
  perimeter: perimeterSchema.optional(),
  /** UAI of the schools concerned, for the perimeter « schools ». */
  schools: z.array(z.string().max(20)).max(50_000).optional(),
  personalData: z.boolean({ error: "oui, non, ou rien si vous ne savez pas" }).nullable().default(null),
});
export type Declaration = z.infer<typeof declarationSchema>;

/** Clocks of phones run ahead: a few minutes of future are taken as now. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000;
/** Older than this is a typing mistake, not an incident. */
export const OLDEST_DAYS = 366;
