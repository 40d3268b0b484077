import { z } from "zod";
import { articleSchema, keySchema, nameSchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { functionKeySchema, partyKindSchema, perimeterSchema } from "./words.ts";

/**
 * Who notifies the CNIL, and in which case: by the perimeter of the people
 * concerned (MBN-4.8), by the processing concerned (BEA-7), or always
 * (NAN-P2-4.2, where neither is given).
 */
export const notifierSchema = z
  .strictObject({
    key: keySchema,
    rule: ruleIdSchema,
    article: articleSchema,
    perimeter: z.array(perimeterSchema).min(1).optional(),
    processings: z
      .array(z.strictObject({ key: keySchema, name: nameSchema }))
      .min(1)
      .optional(),
    by: partyKindSchema,
    /** Whoever signs for that party, first holder first. */
    functions: z.array(functionKeySchema).min(1),
    /** The file is drafted together with these (BEA-6). */
    jointlyWith: z.array(partyKindSchema).min(1).optional(),
    /** These are told of the notification (VER-6). */
    informs: z.array(partyKindSchema).min(1).optional(),
    statement: statementSchema,
  })
  .refine((n) => !(n.perimeter && n.processings), {
    error: "un notifiant choisi par « perimeter » ou par « processings », pas par les deux",
  });
export type Notifier = z.infer<typeof notifierSchema>;
