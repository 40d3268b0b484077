import { z } from "zod";
import { keySchema } from "./primitives.ts";
import { functionKeySchema, partyKindSchema, placeSchema } from "./words.ts";

/**
 * Holders of a function at the organisations of a kind that cover the schools
 * concerned; for the whole ENT, all such organisations of the perimeter.
 * `otherwise` gives the next best functions at the same place, in order.
 */
export const functionTargetSchema = z.strictObject({
  to: z.literal("function"),
  function: functionKeySchema,
  otherwise: z.array(functionKeySchema).min(1).optional(),
  at: placeSchema,
});

/**
 * Parties of the convention other than the one that declares. Named parties are
 * all meant, wherever they are; « each school » and « each commune » are meant
 * only where they are concerned, else one school’s phishing would wake 1,081 heads
 * (CHOIX-DESTINATAIRES). In each party the first listed function that has a holder
 * is alerted.
 */
export const partiesTargetSchema = z.strictObject({
  to: z.literal("parties"),
  kinds: z.array(partyKindSchema).min(1).optional(),
  functions: z.array(functionKeySchema).min(1),
  others: z.literal(true),
});

/** A mailbox that the convention itself gives. */
export const mailboxTargetSchema = z.strictObject({ to: z.literal("mailbox"), mailbox: keySchema });

/** Who receives an alert. */
export const targetSchema = z.discriminatedUnion("to", [
  functionTargetSchema,
  partiesTargetSchema,
  mailboxTargetSchema,
]);
export type Target = z.infer<typeof targetSchema>;
