import { z } from "zod";

export const text = (max: number, what = "le texte") =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${max} caractères au plus`);
export const instant = z.iso.datetime({
  offset: true,
  error: "une date et une heure, comme 2026-11-22T03:10:00+01:00",
});

/** What a line of the main courante is (domain.md, Crisis). */
export const logKindSchema = z.enum(["fait", "hypothese", "decision", "action", "communication"]);
export type LogKind = z.infer<typeof logKindSchema>;
/** How far one may believe it, from « confirmé par nous » to « rumeur ». */
export const reliabilitySchema = z.enum(["confirmed", "probable", "unsure", "rumour"]);

/** A line of the main courante: typed fast, so that only the kind and the words are needed. */
export const logEntrySchema = z.strictObject({
  kind: logKindSchema,
  content: text(4_000, "le contenu"),
  /** When it happened; the entry itself bears when it was received. */
  eventAt: instant.optional(),
  /** When it was typed, for an entry that waited for the network. */
  typedAt: instant.optional(),
  from: text(160).optional(),
  to: text(160).optional(),
  channel: text(80).optional(),
  reliability: reliabilitySchema.optional(),
  decider: text(160).optional(),
  owner: text(160).optional(),
  dueAt: instant.optional(),
  status: z.enum(["open", "done", "dropped"]).optional(),
  attachment: z.string().length(64).optional(),
  /** Number of the journal entry that this one corrects: nothing is ever erased. */
  corrects: z.int().positive().optional(),
  /** Given by the device, so that an entry sent twice on a bad network is written once. */
  id: z.uuid().optional(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** A point de situation (domain.md): facts, impacts, actions, decisions awaited, communication, next point. */
export const sitrepSchema = z.strictObject({
  facts: text(4_000, "les faits"),
  impacts: text(4_000, "les impacts"),
  actions: text(4_000, "les actions"),
  decisions: text(4_000).optional(),
  communication: text(4_000).optional(),
  nextAt: instant.optional(),
});
export type SitrepText = z.infer<typeof sitrepSchema>;

/** What heads of school are told to do, as responsible officers: never behind the lock. */
export const instructionSchema = z.strictObject({
  key: z.uuid(),
  template: z.string().max(64).optional(),
  subject: text(160, "l’objet"),
  body: text(6_000, "la consigne"),
});

/** A message to the community, as it is proposed. */
export const messageSchema = z.strictObject({
  key: z.uuid(),
  template: z.string().max(64).optional(),
  channel: z.string().max(60),
  profiles: z.array(z.enum(["families", "pupils", "teachers", "staff"])).min(1, "au moins un public"),
  subject: text(160, "l’objet"),
  body: text(6_000, "le message"),
  /** Formal justification (MBN-5.3-K1, K2). */
  justification: text(1_000, "la justification"),
});
export type MessageText = z.infer<typeof messageSchema>;
