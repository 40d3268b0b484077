import { z } from "zod";
import { articleSchema, keySchema, nameSchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { targetSchema } from "./target.ts";
import { functionKeySchema, partyKindSchema } from "./words.ts";

const citedSchema = z.strictObject({ rule: ruleIdSchema, article: articleSchema });

/** What a member of an identity federation is: who signs people on, who opens a service to them. */
export const federationRoles = ["identity", "service"] as const;
export type FederationRole = (typeof federationRoles)[number];

/** The commitments of one role. « pourront être prises » (identity) is not « devront être pris » (service): ATR-A2. */
const commitmentsSchema = citedSchema.extend({
  compulsory: z.boolean(),
  statement: statementSchema,
  list: z.array(z.strictObject({ key: keySchema, name: nameSchema })).min(1),
});

/** An identity federation: its agreement, its members' commitments, who decides of joining and leaving (ATR-8). */
export const federationSchema = citedSchema.extend({
  statement: statementSchema,
  commitments: z.strictObject({ identity: commitmentsSchema, service: commitmentsSchema }),
  /** Whose people decide, and with whom the task waits. */
  decides: z.array(z.strictObject({ kind: partyKindSchema, function: functionKeySchema })).min(1),
  /** Who sees to the checks, and is told when one grows old. */
  desk: z.array(targetSchema).min(1),
  /** How long a check holds. No text gives a figure: the console's choice, hence `choice: true`. */
  checks: z.strictObject({
    /** Months during which a commitment found kept need not be looked at again. */
    months: z.int().min(1).max(60),
    /** Months within which a commitment without proof is looked at. */
    unprovenMonths: z.int().min(1).max(24),
    /** Days before that the desk is told. */
    warnDays: z.int().min(1).max(90),
    choice: z.literal(true),
    rule: ruleIdSchema,
    statement: statementSchema,
  }),
});
export type Federation = z.infer<typeof federationSchema>;
