import { z } from "zod";
import { categorySchema } from "#conventions/schema/words.ts";
import { actionSchema } from "./schema/step.ts";
import { channelSchema, compromisedSchema, keySchema, phaseKeySchema } from "./schema/words.ts";

export { actionsOf } from "./actions.ts";
export * from "./schema/step.ts";
export * from "./schema/words.ts";

const line = (max: number) => z.string().trim().min(1).max(max);
const criterionSchema = z.strictObject({ key: keySchema, text: line(300) });

/** A message ready to be adapted; `{{nom}}` are variables filled in before it is sent. */
export const templateSchema = z.strictObject({
  key: keySchema,
  title: line(120),
  /** community: families, pupils, teachers, staff as such, behind the lock; professional: never locked. */
  audience: z.enum(["community", "professional"]),
  profiles: z.array(z.enum(["families", "pupils", "teachers", "staff"])).default([]),
  channels: z.array(channelSchema).min(1),
  subject: line(160),
  body: line(6_000),
});
export type Template = z.infer<typeof templateSchema>;

/**
 * A crisis procedure (MBN-6.2): what each actor does, which instances are mobilised, how decisions are taken and
 * carried out. Content, never code: read from `runbooks/*.md` by read.ts, checked by check.ts.
 */
export const runbookSchema = z.strictObject({
  key: keySchema,
  version: z.int().positive(),
  title: line(120),
  summary: line(400),
  /** Signs by which one recognises the case, for a reader. */
  triggers: z.array(line(300)).min(1),
  /** Categories of incident for which this runbook is proposed. */
  categories: z.array(categorySchema).min(1),
  activation: z.array(criterionSchema).min(1),
  exit: z.array(criterionSchema).min(1),
  /** What its crisis does to messages to the community (rules.md §4). */
  lock: z.strictObject({
    state: z.enum(["crisis", "surete", "none"]),
    /** What its cell may find compromised; two people confirm each. */
    mayCompromise: z.array(compromisedSchema).default([]),
  }),
  /** Channels that the crisis direction may open once the messaging or its sign-on is compromised. */
  substitution: z.array(channelSchema).default([]),
  /** Keys of instances of the convention; unknown ones are said to be absent there. */
  instances: z.array(keySchema).default([]),
  phases: z
    .array(
      z.strictObject({
        key: phaseKeySchema,
        title: line(120),
        actions: z.array(actionSchema).min(1).max(60),
      }),
    )
    .min(1),
  templates: z.array(templateSchema).max(40).default([]),
});
export type Runbook = z.infer<typeof runbookSchema>;
