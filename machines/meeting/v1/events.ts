import { z } from "zod";
import { alertingEvents } from "../../alerting/events.ts";
import { seatKeySchema } from "../../instance/v1/events.ts";
import { fileSchema, linkOf, namedSchema, said } from "../../words.ts";
import { outcomeSchema } from "./outcome.ts";
import { ITEM_KINDS, OPINIONS, VOTES } from "./words.ts";

const item = z.uuid("le point de l’ordre du jour");
const reason = said(2_000, "la raison");
const text = (what: string) => said(20_000, what);
const instant = z.iso.datetime({
  offset: true,
  error: "une date et une heure, comme 2026-11-22T14:00:00+01:00",
});
/** Revision of the text that its author started from. */
const base = z.int().nonnegative();
const verdict = z.string().max(40);
/** Keys of parties in the convention. */
export const partyKeys = z.array(z.string().max(64)).max(100);

export const paperSchema = z
  .strictObject({
    title: said(200, "le titre de la pièce"),
    file: fileSchema.optional(),
    link: linkOf("le lien")
      .or(
        z
          .string()
          .regex(/^\/[^/\\]/, "une page de la console")
          .max(500),
      )
      .optional(),
  })
  .refine(({ file, link }) => Boolean(file) !== Boolean(link), "un fichier ou un lien, l’un des deux");

/** A point of the agenda, as it is put there. */
export const newItemSchema = z.strictObject({
  key: item,
  kind: z.enum(ITEM_KINDS),
  title: said(300, "le titre du point"),
  /** The dossier that it is about, and that its decision moves. */
  dossier: z.uuid().optional(),
  /** What put it there, with its rule. */
  cause: z
    .strictObject({ text: said(600, "la cause"), rule: z.string().max(32), article: z.string().max(60) })
    .optional(),
  papers: z.array(paperSchema).max(40).default([]),
  presentation: text("la présentation").optional(),
  /** What is put to the vote, where it is not the usual proposal of that kind (words.ts). */
  proposal: verdict.optional(),
});

/** Whoever prepares the meeting, by right. */
const preparing = {
  "item.added": newItemSchema,
  "item.removed": z.strictObject({ item, reason: reason.optional() }),
  "item.moved": z.strictObject({ item, to: z.int().positive().max(200) }),
  "paper.added": z.strictObject({ item, paper: paperSchema }),
  /** `paper`: hash of its file, or its link. */
  "paper.removed": z.strictObject({ item, paper: z.string().min(1).max(2_000), reason: reason.optional() }),
  /** Those called are told at once of all that changed since they last were. */
  "changes.told": z.strictObject({ note: said(4_000, "le mot").optional() }),
  /** Which parties agree to a meeting beyond the minimum: the whole list as it stands. */
  "extra.agreed": z.strictObject({ parties: partyKeys }),
  "meeting.rescheduled": z.strictObject({
    at: instant,
    endsAt: instant.optional(),
    place: said(300, "le lieu").optional(),
    link: linkOf("le lien de la visioconférence").optional(),
    reason,
  }),
  /** Sent again, it calls with the agenda and the members as they are now. */
  "meeting.convened": z.strictObject({ note: said(4_000, "le mot").optional() }),
  "meeting.cancelled": z.strictObject({ reason }),
  "consultation.opened": z.strictObject({ closesAt: instant, reason }),
  "task.done": z.strictObject({ key: z.string().max(160), note: said(2_000, "la note").optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;

/** Whoever sits there, by seat: chair, secretary, member (duties.ts). */
const sitting = {
  "meeting.opened": z.strictObject({}),
  "member.arrived": z.strictObject({ seat: seatKeySchema, who: z.uuid() }),
  "member.left": z.strictObject({ seat: seatKeySchema }),
  "guest.arrived": z.strictObject({ who: z.uuid() }),
  "guest.left": z.strictObject({ who: z.uuid() }),
  "conflict.declared": z.strictObject({ item, seat: seatKeySchema, reason }),
  "item.opened": z.strictObject({ item, proposal: verdict.optional() }),
  "item.presented": z.strictObject({ item, text: text("la présentation"), base }),
  "item.discussed": z.strictObject({ item, text: text("les échanges"), base }),
  "opinion.stated": z.strictObject({
    item,
    seat: seatKeySchema,
    opinion: z.enum(OPINIONS, { error: "l’avis : favorable, réservé ou défavorable" }),
    text: said(2_000, "l’avis"),
  }),
  "vote.cast": z.strictObject({
    item,
    seat: seatKeySchema,
    vote: z.enum(VOTES, { error: "pour, contre ou abstention" }),
  }),
  "item.decided": z.strictObject({ item, outcome: outcomeSchema }),
  "item.postponed": z.strictObject({ item, reason }),
  "item.noted": z.strictObject({ item, text: said(4_000, "ce dont il est pris acte") }),
  "meeting.closed": z.strictObject({ remarks: text("les remarques").optional() }),
  /** Without a point: the general remarks, whose revision is the minutes' own. */
  "minutes.amended": z.strictObject({
    item: item.optional(),
    part: z.enum(["presentation", "discussion"]).default("discussion"),
    text: text("le texte"),
    base,
  }),
  "minutes.validated": z.strictObject({}),
  "minutes.sent": z.strictObject({}),
} as const;

export const meetingPersonEvents = { ...preparing, ...sitting } as const;
export type MeetingPersonEvent = keyof typeof meetingPersonEvents;

const withRight = (events: object, right: string) =>
  Object.fromEntries(Object.keys(events).map((type) => [type, right]));
export const meetingRights: Record<string, string> = {
  ...withRight(preparing, "meeting.prepare"),
  ...withRight(sitting, "meeting.sit"),
};

/** What the console itself sends. */
export const meetingSystemEvents = {
  ...alertingEvents,
  "meeting.planned": z.strictObject({
    instance: z.strictObject({ dossier: z.uuid(), key: z.string().max(64) }),
    kind: z.enum(["sitting", "written"]),
    at: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    place: said(300, "le lieu").nullable(),
    link: linkOf("le lien de la visioconférence").nullable(),
    timezone: z.string(),
    items: z.array(newItemSchema).max(60),
    /** A meeting beyond the minimum: keys of the parties that agree so far. */
    extra: z.strictObject({ agreed: partyKeys }).optional(),
  }),
  /** The clock: silence is no vote. */
  "consultation.closed": z.strictObject({ key: z.string() }),
} as const;

export const meetingEvents = { ...meetingPersonEvents, ...meetingSystemEvents } as const;
export type MeetingEvent = keyof typeof meetingEvents;
export type MeetingDataOf<Type extends MeetingEvent> = z.infer<(typeof meetingEvents)[Type]>;

/** Who sits in an instance, as the engine finds it just before a convening (asks: « composition »). */
export const compositionSchema = z.strictObject({
  seats: z.array(
    z.strictObject({
      key: seatKeySchema,
      kind: z.string(),
      label: z.string(),
      holder: namedSchema.nullable(),
      substitutes: z.array(namedSchema),
    }),
  ),
  chairSeat: seatKeySchema.nullable(),
  secretaries: z.array(namedSchema),
  guests: z.array(namedSchema),
  /** Names of members who left the organisation for which they sit: not called any more. */
  gone: z.array(z.string()).optional(),
});
export type Composition = z.infer<typeof compositionSchema>;
