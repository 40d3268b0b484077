import { z } from "zod";

export const text = (max: number, what = "le texte") =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${max} caractères au plus`);
export const instant = z.iso.datetime({
  offset: true,
  error: "une date et une heure, comme 2026-11-22T08:00:00+01:00",
});
export const organisationSchema = z.strictObject({
  id: z.uuid(),
  key: z.string(),
  kind: z.string(),
  name: z.string(),
});
export type OrganisationOf = z.infer<typeof organisationSchema>;
/** An organisation with what its clocks need. */
export const placeSchema = organisationSchema.extend({
  timezone: z.string(),
  departement: z.string().nullable(),
  academie: z.string().nullable(),
  goodFridayOff: z.boolean().nullish(),
});
export type PlaceOf = z.infer<typeof placeSchema>;
