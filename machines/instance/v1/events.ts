import { z } from "zod";
import { partyKindSchema } from "#conventions/schema.ts";
import { alertingEvents } from "../../alerting/events.ts";
import { namedSchema, said } from "../../words.ts";

/** Key of a seat: « academie-nancy-metz-1 ». Never shown. */
export const seatKeySchema = z
  .string({ error: "le siège manque" })
  .regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, "la clé d’un siège");
const reason = said(2_000, "la raison");

/** A seat as the text, or a decision where the text is silent, creates it. */
export const seatSchema = z.strictObject({
  key: seatKeySchema,
  kind: partyKindSchema,
  /** What the seat is called: its party, and its function where the text names one. */
  label: said(160, "le nom du siège"),
  organisation: z
    .strictObject({ id: z.uuid(), key: z.string(), kind: z.string(), name: z.string() })
    .nullable(),
  function: z.string().max(60).nullable(),
  /** Least number of substitutes that the text asks for. */
  substitutes: z.int().nonnegative().max(20).default(0),
});

const cited = { rule: z.string().max(32), article: z.string().max(60), choice: z.boolean() };
/** What its convention says of it, as one version of the text has it. */
export const termsSchema = z.strictObject({
  /** Of the convention: its day of effect, and the beginning of its hash (one version may be corrected). */
  version: z.string().max(40),
  edition: z.string().max(80),
  name: z.string().max(160),
  rule: z.string().max(32),
  article: z.string().max(60),
  /** Least number of meetings a year. */
  perYear: z.strictObject({ least: z.int().positive(), ...cited }).nullable(),
  chair: z.strictObject({ kind: partyKindSchema, ...cited }).nullable(),
  /** Parties that may convene it, any of them alone; none: the text does not say. */
  convenes: z.strictObject({ kinds: z.array(partyKindSchema), ...cited }),
});
export type Terms = z.infer<typeof termsSchema>;

/** What people send to an instance. */
export const instancePersonEvents = {
  /** Where the text leaves the composition open. */
  "seat.added": z.strictObject({ seat: seatSchema, reason: reason.optional() }),
  "seat.removed": z.strictObject({ seat: seatKeySchema, reason }),
  "seat.filled": z.strictObject({
    seat: seatKeySchema,
    holder: namedSchema,
    substitutes: z.array(namedSchema).max(20).default([]),
    since: z.iso.datetime({ offset: true }).optional(),
  }),
  /** `who`: person (uuid) who leaves, holder or substitute. */
  "seat.vacated": z.strictObject({ seat: seatKeySchema, who: z.uuid(), reason }),
  /** Where the text names no chair: a choice, recorded as such. */
  "chair.named": z.strictObject({ seat: seatKeySchema, reason: reason.optional() }),
  "secretaries.named": z.strictObject({ secretaries: z.array(namedSchema).max(10) }),
  "guests.named": z.strictObject({ guests: z.array(namedSchema).max(40) }),
  "task.done": z.strictObject({ key: z.string().max(160), note: said(2_000, "la note").optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;
export type InstancePersonEvent = keyof typeof instancePersonEvents;

/** What the clock, a convention and the meetings tell it. */
export const instanceEvents = {
  ...instancePersonEvents,
  ...alertingEvents,
  "instance.opened": z.strictObject({
    key: z.string().max(64),
    terms: termsSchema,
    seats: z.array(seatSchema).max(200),
    /** Whose days are counted. */
    timezone: z.string(),
    /** Organisations (uuid) that may read it. */
    readers: z.array(z.uuid()).max(200),
  }),
  /** Another version of the convention came into force: what it says of this instance. */
  "instance.aligned": z.strictObject({ terms: termsSchema, seats: z.array(seatSchema).max(200) }),
  /** A meeting of this instance was planned, moved, held or cancelled. */
  "meeting.recorded": z.strictObject({
    meeting: z.uuid(),
    ref: z.string().max(40),
    at: z.iso.datetime(),
    state: z.enum(["planned", "convened", "held", "cancelled"]),
    /** Beyond the minimum, by agreement of the parties: it makes up for none of those that the text asks for (ATR-5). */
    extra: z.literal(true).optional(),
  }),
  /** The clock looks at the year: will it end below the minimum of the text? */
  "year.checked": z.strictObject({ key: z.string().max(40) }),
} as const;
export type InstanceEvent = keyof typeof instanceEvents;
export type InstanceDataOf<Type extends InstanceEvent> = z.infer<(typeof instanceEvents)[Type]>;
