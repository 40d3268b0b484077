import { z } from "zod";
import { alertingEvents } from "../../alerting/events.ts";
import { changesSchema, draftSchema, openingSchema } from "./facts.ts";
import { text } from "./words.ts";

const reason = text(2_000, "la raison");
/** Which approval is answered, where several wait: its key; else that of whoever answers. */
const approval = z.string().max(80).optional();
/** School (uuid), where the head answers for several; else that of whoever answers. */
const school = z.uuid().optional();

/** Whoever wrote it. */
const drafting = {
  "communication.edited": z.strictObject({ draft: draftSchema }),
  "communication.submitted": z.strictObject({
    note: text(1_000, "la note").optional(),
    /** Schools that the author accepts to leave without the message, for want of a value of its variables. */
    lacking: z.number().int().min(0).max(100_000).optional(),
  }),
  "communication.withdrawn": z.strictObject({ reason }),
  "adaptation.accepted": z.strictObject({ approval }),
  "adaptation.declined": z.strictObject({ approval, reason }),
} as const;

/** The authority that approves: temps 1 (MBN-5.3-T1), the one approval of a crisis (MBN-5.3-K1, K2). */
const approving = {
  "t1.approved": z.strictObject({ note: text(1_000, "la note").optional() }),
  "t1.adapted": z.strictObject({ changes: changesSchema, reason }),
  "t1.rejected": z.strictObject({ reason }),
  /** Adapted by whoever approves, with a reason. */
  "approval.given": z
    .strictObject({
      subject: text(160, "l’objet").optional(),
      body: text(6_000, "le message").optional(),
      reason: reason.optional(),
    })
    .refine((given) => !(given.subject || given.body) || given.reason, {
      path: ["reason"],
      error: "une adaptation se justifie",
    }),
  "approval.refused": z.strictObject({ reason }),
} as const;

/** Each head of school, for the portal of the school (MBN-5.3-T2). */
const deciding = {
  "t2.accepted": z.strictObject({ school }),
  "t2.refused": z.strictObject({ school, reason }),
} as const;

/** COSUI and CST look afterwards at what was urgent (MBN-5.3-U). */
const reviewing = {
  "review.recorded": z.strictObject({
    instance: text(64, "l’instance"),
    opinion: z.enum(["conforme", "reserve", "non-conforme"]),
    text: text(4_000, "l’avis"),
  }),
} as const;

const tending = {
  "task.done": z.strictObject({ key: text(160), note: text(2_000).optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;

export const communicationPersonEvents = {
  ...drafting,
  ...approving,
  ...deciding,
  ...reviewing,
  ...tending,
};
const withRight = (events: object, right: string) =>
  Object.fromEntries(Object.keys(events).map((type) => [type, right]));
/** Rights of permissions.ts, as tests/refused/communication-table.test.ts holds them; which authority approves which message is the convention's own rule. */
export const communicationRights: Record<string, string> = {
  ...withRight(drafting, "communication.draft"),
  ...withRight(approving, "communication.approve"),
  // One right for the one approval of a crisis, whether it is given in the room or on the message (MBN-5.3-K1, K2).
  "approval.given": "crisis.approve",
  "approval.refused": "crisis.approve",
  ...withRight(deciding, "communication.decide"),
  ...withRight(reviewing, "communication.review"),
};

export const communicationSystemEvents = {
  "communication.drafted": openingSchema,
  /** Opened and submitted at once: what the crisis room proposes. */
  "communication.proposed": openingSchema,
  ...alertingEvents,
} as const;

export const communicationEvents = { ...communicationPersonEvents, ...communicationSystemEvents };
export type CommunicationPersonEvent = keyof typeof communicationPersonEvents;
export type CommunicationEvent = keyof typeof communicationEvents;
export type CommunicationDataOf<Type extends CommunicationEvent> = z.infer<
  (typeof communicationEvents)[Type]
>;
