import { z } from "zod";
import { articleSchema, keySchema, nameSchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { functionKeySchema, partyKindSchema, ruleDomainSchema } from "./words.ts";

/** A committee of the convention. What the text leaves open is left out. */
export const instanceSchema = z.strictObject({
  key: keySchema,
  name: nameSchema,
  rule: ruleIdSchema,
  article: articleSchema,
  /** Least number of meetings a year. */
  perYear: z.int().positive().max(52).optional(),
  chair: partyKindSchema.optional(),
  members: z
    .array(
      z.strictObject({
        kind: partyKindSchema,
        function: functionKeySchema.optional(),
        /** Seats of each party of that kind, or in all with `inAll`. */
        seats: z.int().positive(),
        inAll: z.literal(true).optional(),
        substitutes: z.int().nonnegative().default(0),
      }),
    )
    .default([]),
  statement: statementSchema,
});
export type Instance = z.infer<typeof instanceSchema>;

/** A rule, in our own words, shown beside whatever follows from it. */
export const ruleSchema = z
  .strictObject({
    id: ruleIdSchema,
    article: articleSchema,
    title: nameSchema,
    statement: statementSchema,
    domain: ruleDomainSchema,
    /** A choice of the console where the text is silent, shown apart from the articles. */
    choice: z.literal(true).optional(),
  })
  .refine((r) => (r.domain === "choice") === (r.choice === true), {
    error: "« choice: true » et le domaine « choice » ensemble, ou aucun des deux",
  });
export type Rule = z.infer<typeof ruleSchema>;
