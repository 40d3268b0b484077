import { z } from "zod";
import { articleSchema, durationSchema, ruleIdSchema } from "./primitives.ts";
import { partyKindSchema } from "./words.ts";

const citedSchema = z.strictObject({ rule: ruleIdSchema, article: articleSchema });
export type Cited = z.infer<typeof citedSchema>;

/**
 * Who may speak to the community, and through what (rules.md §3 and §4): which article each state of the
 * communication lock follows, who approves a crisis message, who approves what is said to the press.
 */
export const communicationSchema = z.strictObject({
  /** In a crisis the ENT messaging alone (MBN-5.2-K). */
  crisis: citedSchema,
  /** Unless it, or its sign-on, is what was compromised. */
  compromise: citedSchema,
  /** Safety: tools of the ENT, or a third party with an attestation under one year (MBN-7). */
  surete: citedSchema,
  /** One approval, by another party than the one that carries the message; silence never approves (K1, K2). */
  approvals: z
    .array(
      citedSchema.extend({
        carriedBy: z.array(partyKindSchema).min(1),
        approvedBy: partyKindSchema,
        within: durationSchema.optional(),
      }),
    )
    .default([]),
  /** Press statements wait for this party (ATR-11). */
  press: citedSchema.extend({ approvedBy: partyKindSchema }).optional(),
});
export type Communication = z.infer<typeof communicationSchema>;

const choice = { rule: "CHOIX-VERROU", article: "choix de la console" };
const silent: Communication = { crisis: choice, compromise: choice, surete: choice, approvals: [] };

/** What a convention says of it; a text that is silent gets the console's choice, shown as such. */
export const communicationOf = (convention: { communication?: Communication | undefined }): Communication =>
  convention.communication ?? silent;
