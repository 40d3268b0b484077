import { z } from "zod";
import { alertingEvents } from "../../alerting/events.ts";
import { needs } from "../../system/v1/events.ts";
import { dayOf, fileSchema, linkOf, namedSchema, said } from "../../words.ts";
import { demarcheKeys } from "./content.ts";

const key = z.uuid("une clé");
const reason = said(2_000, "la raison");
const level = z.int().min(1).max(4);
const short = z.string().max(80);

export const treatments = ["reduce", "transfer", "avoid", "accept"] as const;
export const measureStates = ["todo", "doing", "done", "not-applicable"] as const;
export type MeasureState = (typeof measureStates)[number];
export const opinions = ["favourable", "reserved", "unfavourable"] as const;
export const decisions = ["firm", "provisional", "reserved", "refused"] as const;
export type DecisionKind = (typeof decisions)[number];

/** One link of the system with another product, as the dossier covers it (MBN-6). */
const coveredSchema = z.strictObject({
  key,
  label: said(120, "l’autre système"),
  direction: z.enum(["in", "out", "both"]),
  means: said(120, "le moyen"),
  data: said(500, "les données échangées"),
});
const measureSchema = z.strictObject({
  key,
  catalogue: short,
  ref: said(80, "la référence"),
  title: said(400, "le titre"),
});
const changeSchema = z.strictObject({
  key,
  state: z.enum(measureStates).optional(),
  owner: said(160, "le responsable").nullable().optional(),
  dueAt: dayOf("l’échéance").nullable().optional(),
  proof: said(500, "la preuve").nullable().optional(),
  note: said(2_000, "la note").nullable().optional(),
});
const reserveSchema = z.strictObject({
  key,
  text: said(1_000, "la réserve"),
  owner: said(160, "le responsable de la réserve"),
  dueAt: dayOf("l’échéance de la réserve"),
});
/** In which meeting it was said: a decision tells all of itself, wherever it comes from. */
const meetingSchema = z.strictObject({
  ref: short,
  instance: short,
  at: z.iso.datetime({ offset: true }),
  minutes: said(300, "le procès-verbal").optional(),
});

/** What people send to a homologation. */
export const homologationPersonEvents = {
  "strategy.set": z.strictObject({
    demarche: z.enum(demarcheKeys),
    perimeter: said(4_000, "le périmètre"),
    authority: namedSchema,
    lead: namedSchema,
    contributors: said(1_000, "les contributeurs").optional(),
    targetAt: dayOf("la date visée").optional(),
  }),
  /** The system as it is now: its links and its security need. */
  "articulations.covered": z.strictObject({
    articulations: z.array(coveredSchema).max(200),
    need: z.enum(needs).nullable(),
  }),
  "piece.added": z
    .strictObject({
      key,
      kind: z.string().max(40),
      title: said(200, "le titre"),
      version: said(40, "la version"),
      owner: said(160, "le responsable de la pièce"),
      reviewAt: dayOf("la date de révision").optional(),
      file: fileSchema.optional(),
      link: linkOf("le lien").optional(),
    })
    .refine(({ file, link }) => Boolean(file) !== Boolean(link), {
      path: ["file"],
      error: "un fichier ou un lien, l’un des deux",
    }),
  "piece.removed": z.strictObject({ key, reason }),
  "risk.set": z.strictObject({
    key,
    event: said(300, "l’événement redouté"),
    scenario: said(2_000, "le scénario"),
    likelihood: level,
    severity: level,
    after: z.strictObject({ likelihood: level, severity: level }).optional(),
    treatment: z.enum(treatments),
    owner: said(160, "le responsable du risque"),
  }),
  "risk.removed": z.strictObject({ key, reason }),
  "measures.added": z.strictObject({ measures: z.array(measureSchema).min(1).max(500) }),
  /** Before the decision, and after it as the action plan goes on. */
  "measures.updated": z.strictObject({ changes: z.array(changeSchema).min(1).max(1_000) }),
  "measure.removed": z.strictObject({ key, reason }),
  "homologation.readied": z.strictObject({}),
  "homologation.reopened": z.strictObject({ reason }),
  "homologation.submitted": z.strictObject({ instance: short, note: said(2_000, "la note").optional() }),
  "homologation.returned": z.strictObject({ reason }),
  "opinion.given": z.strictObject({
    opinion: z.enum(opinions),
    text: said(2_000, "l’avis"),
    /** Whose it is, when the secretary writes it down. */
    member: said(160, "le membre").optional(),
    meeting: meetingSchema.optional(),
  }),
  "decision.taken": z.strictObject({
    decision: z.enum(decisions),
    /** Of validity, from `effectAt`; a refusal has none. */
    months: z.int().positive().max(60).optional(),
    effectAt: z.iso.datetime({ offset: true }).optional(),
    /** Who decides, as signed: the authority, not whoever keys it in. */
    authority: z.strictObject({ name: said(160, "le nom"), function: said(160, "la qualité") }),
    reason: reason.optional(),
    conditions: said(4_000, "les conditions").optional(),
    reserves: z.array(reserveSchema).max(50).default([]),
    /** Residual risks that the authority accepts, one by one. */
    accepted: z.array(key).max(500).default([]),
    meeting: meetingSchema.optional(),
  }),
  "decision.signed": z.strictObject({ file: fileSchema }),
  "reserve.lifted": z.strictObject({ key, proof: said(500, "la preuve") }),
  "decision.suspended": z.strictObject({ reason, reserve: key.optional() }),
  "decision.resumed": z.strictObject({ reason }),
  "review.opened": z.strictObject({ kind: z.enum(["threat", "law", "function", "other"]), reason }),
  "review.concluded": z.strictObject({
    key: z.string().max(120),
    conclusion: z.enum(["maintained", "renewal"]),
    reason,
  }),
  "publication.set": z.strictObject({ shown: z.boolean() }),
  "homologation.withdrawn": z.strictObject({ reason }),
  "homologation.abandoned": z.strictObject({ reason }),
  "task.done": z.strictObject({ key: z.string().max(160), note: said(2_000, "la note").optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;
export type HomologationPersonEvent = keyof typeof homologationPersonEvents;

/** What re-opens a homologation, by what happened; people add theirs by `review.opened`. */
export const causeKinds = ["articulation", "operator", "incident", "crisis", "retex", "application"] as const;
export const causeSchema = z.strictObject({
  /** Of what happened, whoever sees it and however often: « crisis:<id> ». */
  key: z.string().max(120),
  kind: z.enum(causeKinds),
  ref: z.string().max(40),
  at: z.iso.datetime(),
  what: said(600, "la cause"),
});
export type Cause = z.infer<typeof causeSchema>;

export const homologationEvents = {
  ...homologationPersonEvents,
  ...alertingEvents,
  "homologation.opened": z.strictObject({
    system: z.strictObject({
      id: z.uuid(),
      ref: short,
      name: short.max(120),
      nature: short,
      need: short.nullable(),
    }),
    replaces: z.strictObject({ id: z.uuid(), ref: short }).nullable(),
    /** Of whoever owns the system: where its days end. */
    timezone: z.string(),
    readers: z.array(z.uuid()).max(200),
    articulations: z.array(coveredSchema).max(200),
    /** Risks and measures of the one in force, from which this one starts. */
    risks: z.array(homologationPersonEvents["risk.set"]).max(500),
    measures: z.array(measureSchema.extend(changeSchema.omit({ key: true }).shape)).max(2_000),
  }),
  "review.triggered": z.strictObject({ causes: z.array(causeSchema).min(1).max(100) }),
  "homologation.superseded": z.strictObject({ by: z.uuid(), ref: short }),
} as const;
export type HomologationEvent = keyof typeof homologationEvents;
export type HomologationDataOf<Type extends HomologationEvent> = z.infer<(typeof homologationEvents)[Type]>;

const prepare = "homologation.prepare";
const decide = "homologation.decide";
export const homologationRights: Record<HomologationPersonEvent, string> = {
  "strategy.set": prepare,
  "articulations.covered": prepare,
  "piece.added": prepare,
  "piece.removed": prepare,
  "risk.set": prepare,
  "risk.removed": prepare,
  "measures.added": prepare,
  "measures.updated": prepare,
  "measure.removed": prepare,
  "homologation.readied": prepare,
  "homologation.reopened": prepare,
  "homologation.submitted": prepare,
  "homologation.returned": "homologation.advise",
  "opinion.given": "homologation.advise",
  "decision.taken": decide,
  "decision.signed": prepare,
  "reserve.lifted": decide,
  "decision.suspended": decide,
  "decision.resumed": decide,
  "review.opened": prepare,
  "review.concluded": decide,
  "publication.set": decide,
  "homologation.withdrawn": decide,
  "homologation.abandoned": prepare,
  "task.done": "task.done",
  "delivery.retried": "delivery.retried",
};
