import { z } from "zod";
import { acknowledgementSchema, alertSchema } from "./schema/alert.ts";
import { calendarSchema, clockSchema } from "./schema/clock.ts";
import { communicationSchema } from "./schema/communication.ts";
import { federationSchema } from "./schema/federation.ts";
import { instanceSchema, ruleSchema } from "./schema/instance.ts";
import { levelSchema, mailboxSchema, organisationSchema, partySchema } from "./schema/party.ts";
import { fieldSchema, perimeterSliceSchema } from "./schema/perimeter.ts";
import { daySchema, keySchema, nameSchema, statementSchema, timezoneSchema } from "./schema/primitives.ts";
import { notifierSchema } from "./schema/privacy.ts";
import { whitelistSchema } from "./schema/whitelist.ts";
import { placeSchema } from "./schema/words.ts";

export * from "./schema/alert.ts";
export * from "./schema/clock.ts";
export * from "./schema/communication.ts";
export * from "./schema/federation.ts";
export * from "./schema/instance.ts";
export * from "./schema/party.ts";
export * from "./schema/perimeter.ts";
export * from "./schema/primitives.ts";
export * from "./schema/privacy.ts";
export * from "./schema/target.ts";
export * from "./schema/whitelist.ts";
export * from "./schema/words.ts";

/**
 * A convention as data. Objects are strict, so a key that nothing reads is a
 * mistake told at once, and there is no expression language: another académie
 * writes its own file without touching code. What crosses lists (a rule cited but
 * absent, two alerts of the same key) is checked in `crosscheck.ts`.
 */
export const conventionSchema = z.strictObject({
  key: keySchema,
  title: nameSchema,
  /** Date of effect; an avenant is a new file of the same key with a later version. */
  version: daySchema,
  /** Why this date, where the text at hand bears none. */
  versionNote: statementSchema.optional(),
  /** Last day in force. */
  until: daySchema.optional(),
  /** Shown where the text contradicts itself (BEA-8). */
  untilNote: statementSchema.optional(),
  dispositif: z.strictObject({ key: keySchema, name: nameSchema }),
  timezone: timezoneSchema,
  parties: z.array(partySchema).min(2),
  organisations: z.array(organisationSchema).default([]),
  mailboxes: z.array(mailboxSchema).default([]),
  perimeter: z.array(perimeterSliceSchema).min(1),
  levels: z.partialRecord(placeSchema, levelSchema).default({}),
  calendar: calendarSchema,
  fields: z.array(fieldSchema).min(1),
  alerts: z.array(alertSchema).min(1),
  acknowledgement: acknowledgementSchema,
  clocks: z.array(clockSchema).default([]),
  notifiers: z.array(notifierSchema).default([]),
  instances: z.array(instanceSchema).default([]),
  communication: communicationSchema.optional(),
  whitelist: whitelistSchema.optional(),
  /** Only where the text sets one up (ATR-8). */
  federation: federationSchema.optional(),
  rules: z.array(ruleSchema).min(1),
});
export type Convention = z.infer<typeof conventionSchema>;
