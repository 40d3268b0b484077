import { z } from "zod";
import {
  addressSchema,
  articleSchema,
  communeCodeSchema,
  departementCodeSchema,
  keySchema,
  nameSchema,
  ruleIdSchema,
  timezoneSchema,
} from "./primitives.ts";
import { functionKeySchema, partyKindSchema, placeSchema } from "./words.ts";

/**
 * How a party’s DPD is reached, mandatory for each party (MBN-4.4, MBN-4.9): the
 * holder of the function in the party, or in another organisation that lends its
 * DPD, or a mailbox of the convention.
 */
export const dpdSchema = z.union(
  [
    z.strictObject({ function: z.literal("dpd"), organisation: keySchema.optional() }),
    z.strictObject({ mailbox: keySchema }),
  ],
  { error: "un délégué à la protection des données : « { function: dpd } » ou « { mailbox: … } »" },
);
export type PartyDpd = z.infer<typeof dpdSchema>;

/** A signatory: one organisation, or each school, or each commune of the perimeter. */
export const partySchema = z
  .strictObject({
    key: keySchema,
    kind: partyKindSchema,
    name: nameSchema,
    organisation: keySchema.optional(),
    everySchool: z.literal(true).optional(),
    everyCommune: z.literal(true).optional(),
    dpd: dpdSchema,
  })
  .refine((p) => [p.organisation, p.everySchool, p.everyCommune].filter(Boolean).length === 1, {
    error:
      "une partie désignée par « organisation », « everySchool » ou « everyCommune », et par un seul des trois",
  });
export type Party = z.infer<typeof partySchema>;

/** An organisation the convention names; the directory creates it if it lacks it. */
export const organisationSchema = z.strictObject({
  key: keySchema,
  kind: partyKindSchema,
  name: nameSchema,
  parent: keySchema.optional(),
  /** As the annuaire writes it: `Nancy-Metz`. */
  academie: nameSchema.optional(),
  /** A list, because the Collectivité européenne d’Alsace covers two. */
  departements: z.array(departementCodeSchema).min(1).optional(),
  commune: communeCodeSchema.optional(),
  siren: z
    .string()
    .regex(/^\d{9}$/, "un SIREN de neuf chiffres entre guillemets")
    .optional(),
  uai: z
    .string()
    .regex(/^\d{7}[A-Z]$/, "un UAI de sept chiffres et une lettre")
    .optional(),
  address: addressSchema.optional(),
  timezone: timezoneSchema.optional(),
});
export type ConventionOrganisation = z.infer<typeof organisationSchema>;

/** A functional mailbox that the text itself gives. */
export const mailboxSchema = z.strictObject({
  key: keySchema,
  organisation: keySchema,
  address: addressSchema,
  purpose: nameSchema,
  rule: ruleIdSchema,
  article: articleSchema,
});
export type Mailbox = z.infer<typeof mailboxSchema>;

/** Who answers at a level when an alert goes up to it, and which level is above. */
export const levelSchema = z.strictObject({
  functions: z.array(functionKeySchema).min(1),
  above: placeSchema.optional(),
});
export type Level = z.infer<typeof levelSchema>;
