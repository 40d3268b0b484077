import { z } from "zod";
import { whenSchema } from "./alert.ts";
import {
  articleSchema,
  durationSchema,
  keySchema,
  nameSchema,
  ruleIdSchema,
  statementSchema,
} from "./primitives.ts";
import { targetSchema } from "./target.ts";
import { partyKindSchema } from "./words.ts";

/** The instant a clock starts from. */
export const clockStartSchema = z.enum(["party-notified", "awareness", "qualified"]);
export type ClockStart = z.infer<typeof clockStartSchema>;

/** The act that meets a clock. */
export const clockMetBySchema = z.enum([
  "alerts-sent",
  "follow-up-sent",
  "authority-notified",
  "acknowledged",
]);
export type ClockMetBy = z.infer<typeof clockMetBySchema>;

/**
 * A delay the convention sets. `duration: null` is a duty without a figure
 * (« sans délai », « et des suites leur ayant été données »): it never expires
 * and stays open until it is met.
 */
export const clockSchema = z.strictObject({
  key: keySchema,
  rule: ruleIdSchema,
  article: articleSchema,
  name: nameSchema,
  duration: durationSchema.nullable(),
  start: clockStartSchema,
  when: whenSchema.omit({ onlyFollowUp: true }).default({}),
  /** Kinds of party bound, when such a party declares the incident or is notified of it. */
  for: z.array(partyKindSchema).min(1),
  metBy: clockMetBySchema,
  /** Who is told when the delay has run out; nobody for a duty without a figure. */
  onBreach: z.array(targetSchema),
  statement: statementSchema,
});
export type Clock = z.infer<typeof clockSchema>;

/** How working time is counted; the choices cited are those of rules.md §8. */
export const calendarSchema = z.strictObject({
  workingDays: z.array(z.int().min(1).max(7)).min(1),
  /** Holidays of the place of the person who must answer. */
  holidaysOf: z.literal("answerer"),
  choices: z.array(ruleIdSchema).min(1),
});
export type Calendar = z.infer<typeof calendarSchema>;
