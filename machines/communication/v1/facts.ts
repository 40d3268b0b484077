import { z } from "zod";
import { perimeterSchema } from "#conventions/schema/words.ts";
import { channelSchema } from "#runbooks/schema/words.ts";
import { instant, organisationSchema, placeSchema, text } from "./words.ts";

/** classique, urgent, crise: the three levels of MBN-5.2; surete: MBN-7. */
export const processSchema = z.enum(["classique", "urgent", "crise", "surete"]);
export type Process = z.infer<typeof processSchema>;

/** What a message is about: with its audience it says who approves (MBN-5.4). */
export const topicSchema = z.enum([
  "orientation",
  "it-security",
  "digital-education",
  "agriculture",
  "cross-cutting",
  "other",
]);
export type Topic = z.infer<typeof topicSchema>;

export const profileSchema = z.enum(["families", "pupils", "teachers", "staff"]);
export type Profile = z.infer<typeof profileSchema>;

/** Which schools it is for, as effects name them (machines/effects.ts, Scope). */
const scopeSchema = z.strictObject({
  perimeter: perimeterSchema,
  place: z.uuid(),
  schools: z.array(z.uuid()).max(50_000).optional(),
  departement: z.string().max(10).optional(),
  academie: z.string().max(80).optional(),
  declarer: z.uuid(),
  author: z.uuid().optional(),
});

/** Who answers for what is published, as a function and an organisation, never a name (NAN-6). */
export const directorSchema = z.strictObject({
  function: z.string().max(40),
  organisation: organisationSchema,
  rule: z.string().max(40),
  article: z.string().max(60),
});
export type Director = z.infer<typeof directorSchema>;

const words = {
  /** Title of the article, subject of the message. */
  title: text(160, "le titre"),
  short: text(300, "la description courte"),
  long: text(6_000, "la description longue"),
  sms: text(2_000, "le texte du SMS"),
  survey: z
    .url({ protocol: /^https$/, error: "un lien https vers le questionnaire" })
    .max(500, "500 caractères au plus"),
  startsAt: instant,
  endsAt: instant,
};
/** What an approver may propose to change (MBN-5.3-T1, MBN-5.3-K1). */
export const changesSchema = z
  .strictObject(words)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "au moins une adaptation");
export type Changes = z.infer<typeof changesSchema>;

/** Files that one message carries. */
export const MOST_FILES = 10;

/** A message as its author writes it. All processes share one shape; each says what it asks for (required.ts). */
export const draftSchema = z.strictObject({
  process: processSchema,
  topic: topicSchema,
  audience: z.strictObject({
    profiles: z.array(profileSchema).min(1, "au moins un public").max(4),
    scope: scopeSchema,
  }),
  channels: z.array(channelSchema).min(1, "au moins un canal").max(8),
  ...z.strictObject(words).partial().shape,
  objective: text(1_000, "l’objectif").optional(),
  /** Formal: compulsory for urgent (MBN-5.3-U) and crise (MBN-5.3-K1, K2). */
  justification: text(2_000, "la justification").optional(),
  /** SHA-256 of files kept in the dossier. */
  attachments: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, "une empreinte SHA-256"))
    .max(MOST_FILES)
    .default([]),
  director: directorSchema.optional(),
  /** Crisis (uuid) that it speaks for: processes crise and sûreté. */
  crisis: z.uuid().optional(),
  /** Message of the crisis's runbook that it was written from. */
  template: z.string().max(64).optional(),
});
export type Draft = z.infer<typeof draftSchema>;

/** Texts that readers get, in which variables stand. */
export const textsOf = ({
  title,
  short,
  long,
  sms,
}: Partial<Pick<Draft, "title" | "short" | "long" | "sms">>) =>
  [title, short, long, sms].filter((text): text is string => Boolean(text));

/** A draft with its author's organisation, as a dossier is opened on it. */
export const openingSchema = z.strictObject({
  draft: draftSchema,
  place: placeSchema,
  /** Organisations (uuid) of the parties: they read what was urgent (MBN-5.3-U). */
  parties: z.array(z.uuid()).max(100).default([]),
  exercise: z.boolean().default(false),
});
export type OpeningFacts = z.infer<typeof openingSchema>;
