import { z } from "zod";
import { perimeterSchema } from "#conventions/schema/words.ts";
import {
  authoritySchema,
  cellRoleSchema,
  channelSchema,
  compromisedSchema,
  keySchema,
  measureSchema,
} from "#runbooks/schema/words.ts";
import { alertingEvents } from "../../alerting/events.ts";
import { caseFactsSchema, organisationSchema } from "./facts.ts";
import { instant, instructionSchema, logEntrySchema, messageSchema, sitrepSchema, text } from "./words.ts";

const reason = text(2_000, "la raison");
const step = keySchema;
/** The ENT's messaging or sign-on, which two people find compromised; or an application, which one names. */
const compromisedOrApplication = z.union(
  [compromisedSchema, z.string().regex(/^sso-application:[a-z0-9][a-z0-9._-]{0,47}$/)],
  { error: "« messaging », « authentication » ou « sso-application:<clé> »" },
);

/** The life of the crisis and its cell: for its direction. */
const directing = {
  "crisis.qualified": z.strictObject({
    severity: z.enum(["minor", "limited", "major", "maximal"]),
    perimeter: perimeterSchema,
    personalData: z.boolean(),
    reason,
  }),
  /** Criteria ticked one by one; `unapproved`: the direction's recorded decision to run a runbook not approved. */
  "crisis.activated": z.strictObject({
    criteria: z.array(keySchema).min(1, "au moins un critère d’activation constaté"),
    unapproved: reason.optional(),
    note: text(2_000).optional(),
  }),
  "crisis.stood-down": z.strictObject({ reason }),
  "cell.strategic-opened": z.strictObject({ reason }),
  "role.given": z.strictObject({
    role: cellRoleSchema,
    person: z.uuid(),
    name: text(160),
    organisation: organisationSchema,
    function: z.string().max(40),
    /** Substitute of whoever holds the seat; else holder. */
    substitute: z.boolean().default(false),
  }),
  /** Relève: the seat passes on, with what the next person must know. */
  "role.handed-over": z.strictObject({
    role: cellRoleSchema,
    from: z.uuid(),
    to: z.uuid(),
    name: text(160),
    organisation: organisationSchema,
    function: z.string().max(40),
    note: text(2_000, "la consigne de relève"),
  }),
  "channel.opened": z.strictObject({ channel: channelSchema, reason }),
  "channel.shut": z.strictObject({ channel: channelSchema, reason }),
  "held.decided": z.strictObject({
    notice: z.union([z.literal("all"), z.uuid()]),
    channel: channelSchema.optional(),
    choice: z.enum(["reroute", "release", "cancel"]),
    to: channelSchema.optional(),
    reason,
  }),
  "crisis.exited": z.strictObject({
    criteria: z.array(keySchema).min(1, "au moins un critère de sortie constaté"),
    note: text(2_000).optional(),
  }),
  /** From sortie to RETEX: the cell is stood down, the thirty days run since the exit. */
  "retex.opened": z.strictObject({ note: text(2_000).optional() }),
  "retex.validated": z.strictObject({ summary: text(8_000, "la synthèse") }),
  "crisis.closed": z.strictObject({ reason }),
} as const;

/** What the cell does. */
const acting = {
  "member.joined": z.strictObject({ role: cellRoleSchema }),
  "step.taken": z.strictObject({ step }),
  "step.given-back": z.strictObject({ step }),
  "step.done": z.strictObject({ step, proof: text(1_000).optional() }),
  "step.blocked": z.strictObject({ step, reason }),
  "step.unblocked": z.strictObject({ step }),
  "step.skipped": z.strictObject({ step, reason }),
  "step.reopened": z.strictObject({ step, reason }),
  /** `because`: the facts on which it was decided. */
  "decision.taken": z.strictObject({ decision: step, option: keySchema, because: reason }),
  "log.entered": logEntrySchema,
  "compromise.declared": z.strictObject({ what: compromisedOrApplication, reason }),
  "compromise.confirmed": z.strictObject({ what: compromisedSchema }),
  "compromise.withdrawn": z.strictObject({ what: compromisedOrApplication, reason }),
  "restoration.declared": z.strictObject({ what: compromisedSchema, reason }),
  "restoration.confirmed": z.strictObject({ what: compromisedSchema }),
  "containment.proposed": z.strictObject({
    key: z.uuid(),
    measure: measureSchema,
    /** Identifiers of accounts, or of messages, at the ENT. */
    targets: z
      .array(z.string().regex(/^[\w-]{1,100}$/, "un identifiant de l’ENT"))
      .min(1)
      .max(200),
    reason,
  }),
  "containment.confirmed": z.strictObject({ key: z.uuid() }),
  "containment.withdrawn": z.strictObject({ key: z.uuid(), reason }),
  "message.proposed": messageSchema,
  "message.withdrawn": z.strictObject({ key: z.uuid(), reason }),
  "instruction.sent": instructionSchema,
  "press.proposed": z.strictObject({ key: z.uuid(), title: text(160), body: text(6_000) }),
  "authority.notified": z.strictObject({
    authority: authoritySchema,
    reference: text(80).optional(),
    notifiedAt: instant,
  }),
  "sitrep.drafted": z.strictObject({ number: z.int().positive(), ...sitrepSchema.shape }),
  "sitrep.validated": z.strictObject({ number: z.int().positive() }),
  "retex.noted": z.strictObject({ kind: z.enum(["well", "badly"]), text: text(2_000) }),
  "retex.action-added": z.strictObject({
    key: z.uuid(),
    title: text(300),
    owner: text(160, "la personne qui en répond"),
    dueAt: instant,
  }),
  "retex.action-done": z.strictObject({ key: z.uuid(), note: text(1_000).optional() }),
  "task.done": z.strictObject({ key: text(160), note: text(2_000).optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;

/** What the other party answers (MBN-5.3-K1, K2, ATR-11): silence never approves. */
const approving = {
  "message.approved": z.strictObject({
    key: z.uuid(),
    subject: text(160).optional(),
    body: text(6_000).optional(),
  }),
  "message.refused": z.strictObject({ key: z.uuid(), reason }),
  "press.approved": z.strictObject({ key: z.uuid() }),
  "press.refused": z.strictObject({ key: z.uuid(), reason }),
} as const;

export const crisisPersonEvents = { ...directing, ...acting, ...approving };

/** Rights of permissions.ts: coarse there, since which seat may do what is the cell's own rule (seats.ts). */
export const crisisRights: Record<string, string> = {
  ...Object.fromEntries(Object.keys(directing).map((type) => [type, "crisis.direct"])),
  ...Object.fromEntries(Object.keys(acting).map((type) => [type, "crisis.act"])),
  ...Object.fromEntries(Object.keys(approving).map((type) => [type, "crisis.approve"])),
};

export const crisisSystemEvents = {
  "crisis.opened": caseFactsSchema,
  "alert.acknowledged": z.strictObject({
    delivery: z.uuid(),
    answer: z.enum(["taken", "not-me"]),
    organisation: z.string(),
    function: z.string(),
    /** Seat of the cell that the call was for; absent for heads of school and parties informed. */
    role: cellRoleSchema.optional(),
  }),
  /** Told by its message: nobody answered in time, and silence does not approve (rules.md §8.4). */
  "message.late": z.strictObject({ key: z.uuid() }),
  /** Told by a committee that looked at a late action: done, given another day, or given up for a reason. */
  "retex.action-settled": z.strictObject({
    key: z.uuid(),
    verdict: z.enum(["done", "extended", "dropped"]),
    note: text(2_000),
    dueAt: instant.optional(),
  }),
  /** What became of a measure at the ENT; `reasons`: why some of it failed, at most five. */
  "containment.executed": z.strictObject({
    key: z.uuid(),
    done: z.int().nonnegative(),
    failed: z.int().nonnegative(),
    reasons: z.array(z.string().max(300)).max(5),
  }),
  ...alertingEvents,
} as const;

export const crisisEvents = { ...crisisPersonEvents, ...crisisSystemEvents };
export type CrisisPersonEvent = keyof typeof crisisPersonEvents;
export type CrisisEvent = keyof typeof crisisEvents;
export type CrisisDataOf<Type extends CrisisEvent> = z.infer<(typeof crisisEvents)[Type]>;
