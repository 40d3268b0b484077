import { z } from "zod";
import { channelSchema, compromisedSchema } from "#runbooks/schema/words.ts";

const reason = z.string({ error: "la raison manque" }).trim().min(1, "la raison manque").max(2_000);
const caseSchema = z.strictObject({ dossier: z.uuid(), ref: z.string(), title: z.string() });

const heldSchema = z.strictObject({
  notice: z.union([z.literal("all"), z.uuid()]),
  channel: channelSchema.optional(),
  choice: z.enum(["reroute", "release", "cancel"]),
  to: channelSchema.optional(),
  reason,
});

/** What people send to the lock itself; all else comes from a crisis, in the same transaction. */
export const lockPersonEvents = {
  /** Once no case is open: what becomes of messages still held, one notice or all that wait on a channel. */
  "held.decided": heldSchema,
  /** RGS attestation of a third party, checked on that day (MBN-7). */
  "attestation.checked": z.strictObject({
    channel: channelSchema.refine((key) => key.startsWith("third-party:"), "un tiers : third-party:<clé>"),
    checkedAt: z.iso.datetime({ offset: true }),
    proof: z.string().trim().min(1).max(300),
  }),
} as const;

/** What a crisis tells the lock of its dispositif. */
export const lockToldEvents = {
  "lock.made": z.strictObject({ dispositif: z.string() }),
  "case.opened": z.strictObject({ case: caseSchema, state: z.enum(["crisis", "surete"]) }),
  "case.closed": z.strictObject({ case: caseSchema }),
  "case.compromised": z.strictObject({
    case: caseSchema,
    what: compromisedSchema,
    /** The two people who confirmed it. */
    by: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })).length(2),
  }),
  "case.restored": z.strictObject({
    case: caseSchema,
    what: compromisedSchema,
    by: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })).length(2),
  }),
  "channel.opened": z.strictObject({ case: caseSchema, channel: channelSchema, reason }),
  "channel.shut": z.strictObject({ case: caseSchema, channel: channelSchema, reason }),
  /** The crisis direction decided of held messages. */
  "held.settled": heldSchema,
  /** A message asks to go out: accepted, or refused here with the case and the article. */
  "message.admitted": z.strictObject({
    case: caseSchema,
    notice: z.string(),
    channel: channelSchema,
    /** Of process sûreté: judged as by an open safety event, whether one is open or not (MBN-7). */
    safety: z.literal(true).optional(),
  }),
} as const;

export const lockEvents = { ...lockPersonEvents, ...lockToldEvents };
export type LockEvent = keyof typeof lockEvents;
export type LockDataOf<Type extends LockEvent> = z.infer<(typeof lockEvents)[Type]>;
