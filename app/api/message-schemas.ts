import { z } from "zod";
import { partyKindSchema } from "#conventions/schema/words.ts";
import { processSchema, profileSchema } from "#machines/communication/v1/facts.ts";

const instant = z.iso.datetime().describe("ISO 8601, UTC");
const cited = { rule: z.string(), article: z.string() };

const outcome = {
  process: processSchema,
  channels: z.array(z.string()),
  profiles: z.array(profileSchema),
  schools: z
    .int()
    .nullable()
    .describe("Établissements ouverts de l’audience ; nul tant que rien n’est soumis"),
  approvals: z.array(
    z.strictObject({
      key: z.string(),
      role: z.string(),
      organisation: z.string().describe("Clé de l’organisation à qui l’approbation est demandée"),
      party: partyKindSchema
        .nullable()
        .describe("Partie dont quiconque peut répondre ; nul : cette fonction-là"),
      state: z.enum(["waiting", "approved", "adapted", "rejected", "tacit", "late"]),
      dueAt: instant.nullable().describe("Nul : le texte ne fixe pas de délai"),
      silence: z.enum(["approves", "escalates"]),
      reachable: z.boolean(),
      ...cited,
      step: z.strictObject(cited),
    }),
  ),
  decisions: z
    .strictObject({
      schools: z.int(),
      ...cited,
      clocks: z.array(z.strictObject({ schools: z.int(), dueAt: instant })),
    })
    .nullable()
    .describe("Chefs d’établissement consultés, et la fin de leur délai par calendrier"),
  review: z.strictObject({ instances: z.array(z.string()), ...cited }).nullable(),
  director: z
    .strictObject({ name: z.string(), ...cited })
    .nullable()
    .describe("Directeur de la publication, par sa fonction"),
};

/** A message written down: a draft, that asks and tells nobody before it is submitted. */
export const draftedSchema = z.strictObject({ id: z.uuid(), ref: z.string(), state: z.string(), ...outcome });
/** What submitting it would do. */
export const foreseenMessageSchema = z.strictObject({
  id: z.null(),
  ref: z.null(),
  state: z.string(),
  ...outcome,
});
