import { z } from "zod";
import { articleSchema, durationSchema, keySchema, ruleIdSchema, statementSchema } from "./primitives.ts";
import { functionKeySchema, partyKindSchema, placeSchema, schoolTypeSchema } from "./words.ts";

export const citedSchema = z.strictObject({ rule: ruleIdSchema, article: articleSchema });
export type Cited = z.infer<typeof citedSchema>;

/** What the form of a message may ask for (machines/communication/v1/facts.ts). */
export const messageFieldSchema = z.enum([
  "title",
  "short",
  "long",
  "sms",
  "objective",
  "justification",
  "startsAt",
  "endsAt",
  "director",
  "crisis",
]);
export type MessageField = z.infer<typeof messageFieldSchema>;
/** A text asks less of an SMS than of the rest (MBN-5.3-C). */
const overSchema = z.enum(["sms", "others"]);

/** Fields that a text makes compulsory, and over which channels; absent: over all. */
const askedSchema = citedSchema.extend({
  fields: z.array(messageFieldSchema).min(1),
  over: overSchema.optional(),
});
export type Asked = z.infer<typeof askedSchema>;

/** A step at which somebody answers. Silence approves only where the text says so (CHOIX-4). */
const stepSchema = citedSchema.extend({
  /** Messages carried by these kinds of party pass through it. */
  for: z.array(partyKindSchema).min(1),
  within: durationSchema.optional(),
  silence: z.enum(["approves", "escalates"]),
});
export type ApprovalStep = z.infer<typeof stepSchema>;

/** One way for a message to reach the community (MBN-5.2, MBN-5.3, MBN-7). */
export const processRulesSchema = citedSchema.extend({
  /** Kinds of party that may carry such a message. */
  by: z.array(partyKindSchema).min(1),
  /** What the level is, shown where it is chosen. */
  statement: statementSchema,
  asks: z.array(askedSchema).min(1),
  /** Least number of days between the request and the start. */
  startsAfter: citedSchema
    .extend({ days: z.int().positive().max(365), over: overSchema.optional() })
    .optional(),
  /** How many days it may run. */
  runs: citedSchema
    .extend({
      from: z.int().positive().max(365),
      to: z.int().positive().max(365),
      over: overSchema.optional(),
    })
    .optional(),
  /** Temps 1: the authority that approves. */
  t1: stepSchema.optional(),
  /** Temps 2: each head of school, for its own portal. */
  t2: stepSchema.optional(),
  /** Looked at afterwards by these instances, and compiled by this party. */
  review: citedSchema
    .extend({ instances: z.array(keySchema).min(1), compiledBy: partyKindSchema.optional() })
    .optional(),
});
export type ProcessRules = z.infer<typeof processRulesSchema>;

export const processesSchema = z.strictObject({
  classique: processRulesSchema,
  urgent: processRulesSchema,
  crise: processRulesSchema,
  surete: processRulesSchema,
});
export type Processes = z.infer<typeof processesSchema>;

/** Which authority approves what (MBN-5.4): the first row that fits, for each type of school of the audience. */
export const approverSchema = citedSchema.extend({
  /** Topics (machines/communication/v1/facts.ts); absent: any. */
  topics: z
    .array(
      z.enum(["orientation", "it-security", "digital-education", "agriculture", "cross-cutting", "other"]),
    )
    .min(1)
    .optional(),
  schools: z.array(schoolTypeSchema).min(1).optional(),
  function: functionKeySchema,
  otherwise: z.array(functionKeySchema).min(1).optional(),
  at: placeSchema,
  /** Each organisation concerned answers for its territory; else one answers for all. */
  each: z.literal(true).optional(),
});
export type ApproverRule = z.infer<typeof approverSchema>;

/** Who is director of publication of what a kind of party carries (NAN-6). */
export const directorRuleSchema = citedSchema.extend({
  for: z.array(partyKindSchema).min(1),
  function: functionKeySchema,
  otherwise: z.array(functionKeySchema).min(1).optional(),
  /** Where that function is held; absent: in the very organisation that carries the message. */
  at: placeSchema.optional(),
});
export type DirectorRule = z.infer<typeof directorRuleSchema>;
