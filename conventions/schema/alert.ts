import { z } from "zod";
import { articleSchema, durationSchema, keySchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { targetSchema } from "./target.ts";
import {
  categorySchema,
  certaintySchema,
  compromiseSchema,
  partyKindSchema,
  perimeterSchema,
} from "./words.ts";

/**
 * Conditions, all of which must hold; a list holds when the incident has one of
 * its values, and what is left out is no condition. There is no « or » and no
 * expression on purpose: a reader of the file must be able to answer for it.
 */
export const whenSchema = z.strictObject({
  declaredBy: z.array(partyKindSchema).min(1).optional(),
  categories: z.array(categorySchema).min(1).optional(),
  certainty: z.array(certaintySchema).min(1).optional(),
  personalData: z.boolean().optional(),
  perimeter: z.array(perimeterSchema).min(1).optional(),
  compromises: z.array(compromiseSchema).min(1).optional(),
  /** The alert leaves with the follow-up (« suites données »), not with the declaration. */
  onlyFollowUp: z.literal(true).optional(),
});
export type When = z.infer<typeof whenSchema>;

/** One link of the chain: in which case, whom, why, and what they must do. */
export const alertSchema = z.strictObject({
  key: keySchema,
  rule: ruleIdSchema,
  article: articleSchema,
  when: whenSchema.default({}),
  to: z.array(targetSchema).min(1),
  /** What the reader must do. */
  expected: z.array(statementSchema).min(1).max(3),
  /** When an answer is expected; without it the acknowledgement delays apply. */
  within: durationSchema.optional(),
  /** Why this person is alerted. */
  statement: statementSchema,
});
export type Alert = z.infer<typeof alertSchema>;

/**
 * What happens while nobody acknowledges. No convention says it: the delays are a
 * choice of the console, hence `choice: true` and a rule that says so.
 */
export const acknowledgementSchema = z.strictObject({
  remindAfter: durationSchema,
  remindAgain: durationSchema.optional(),
  escalateAfter: durationSchema,
  /** In order: first the substitute, then who answers one level above. */
  escalateTo: z.array(z.enum(["substitute", "above"])).min(1),
  choice: z.literal(true),
  rule: ruleIdSchema,
  statement: statementSchema,
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
