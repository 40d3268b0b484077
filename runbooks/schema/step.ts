import { z } from "zod";
import { functionKeySchema } from "#conventions/schema/words.ts";
import {
  authoritySchema,
  cellRoleSchema,
  compromisedSchema,
  keySchema,
  measureSchema,
  runbookPartySchema,
} from "./words.ts";

/** Minutes only: one unit, so that two clocks of a room compare. */
const minutes = z
  .int()
  .positive()
  .max(60 * 24 * 60);
const line = (max: number) => z.string().trim().min(1).max(max);

/** What a step leads to in the console: its button opens that form, filled in. */
export const actSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("message"), template: keySchema }),
  z.strictObject({ do: z.literal("declare"), authority: authoritySchema }),
  z.strictObject({ do: z.literal("compromise"), what: compromisedSchema }),
  z.strictObject({ do: z.literal("open-channel") }),
  z.strictObject({ do: z.literal("contain"), measure: measureSchema }),
  z.strictObject({ do: z.literal("sitrep") }),
  z.strictObject({ do: z.literal("press") }),
]);
export type Act = z.infer<typeof actSchema>;

/** Holds when that decision was taken that way; a step whose condition can no longer hold is set aside. */
export const conditionSchema = z.strictObject({ decision: keySchema, option: keySchema });

const shared = {
  key: keySchema,
  title: line(120),
  party: runbookPartySchema,
  /** Steps and decisions that must be settled before. */
  after: z.array(keySchema).max(20).default([]),
  /** One of these must hold; none listed: always. */
  when: z.array(conditionSchema).max(10).default([]),
  within: minutes.optional(),
  /** Instant from which `within` runs: when the step opens, or when the crisis became known (GDPR-33). */
  from: z.enum(["open", "awareness"]).default("open"),
  instructions: z.array(line(600)).max(12).default([]),
  rule: line(32).optional(),
  article: line(60).optional(),
};

/** Something a person does and ticks. */
export const stepSchema = z.strictObject({
  kind: z.literal("step"),
  ...shared,
  /** Seat of the cell, or function in the party, that acts. */
  who: z.union([cellRoleSchema, functionKeySchema]),
  /** What shows that it is done; wanted before it can be ticked. */
  proof: line(200).optional(),
  act: actSchema.optional(),
});
export type Step = z.infer<typeof stepSchema>;

/** A choice that someone answers for. */
export const decisionSchema = z.strictObject({
  kind: z.literal("decision"),
  ...shared,
  who: cellRoleSchema,
  options: z
    .array(z.strictObject({ key: keySchema, label: line(160), act: actSchema.optional() }))
    .min(2)
    .max(6),
});
export type Decision = z.infer<typeof decisionSchema>;

export const actionSchema = z.discriminatedUnion("kind", [stepSchema, decisionSchema]);
export type Action = z.infer<typeof actionSchema>;
