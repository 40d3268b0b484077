import { z } from "zod";

const name = z
  .string({ error: "un texte" })
  .trim()
  .min(1, "un texte est attendu")
  .max(200, "200 caractères au plus");

/** What the console itself tells any dossier that alerts people: the outbox, the clock, what was attached. */
export const alertingEvents = {
  "alerts.sent": z.strictObject({
    notice: z.string(),
    root: z.string(),
    sent: z.int(),
    failed: z.int(),
    cancelled: z.int(),
    /** Of those sent, how many only as an exercise has it: nobody but its players is reached. */
    simulated: z.int().optional(),
  }),
  "deliveries.failed": z.strictObject({
    notice: z.string(),
    count: z.int().positive(),
    deliveries: z.array(z.uuid()).max(1_000),
    reason: z.string().max(500),
  }),
  "deadline.reached": z.strictObject({ key: z.string(), unanswered: z.int().nonnegative().optional() }),
  "attachment.added": z.strictObject({
    hash: z.string().length(64),
    name,
    mime: z.string(),
    size: z.int().nonnegative(),
  }),
} as const;
type Data<Type extends keyof typeof alertingEvents> = z.infer<(typeof alertingEvents)[Type]>;
export type AlertsSent = Data<"alerts.sent">;
export type DeliveriesFailed = Data<"deliveries.failed">;
export type DeadlineReached = Data<"deadline.reached">;
export type AttachmentAdded = Data<"attachment.added">;
