import { z } from "zod";

const uuid = z.uuid();
const instant = z.iso.datetime().describe("ISO 8601, UTC");
const place = z.strictObject({ key: z.string(), name: z.string() });

/** Someone alerted, and why. */
export const alertSchema = z.strictObject({
  organisation: z
    .string()
    .describe("Clé de l'organisation : l'UAI pour une école, un établissement, une circonscription"),
  role: z.string(),
  address: z
    .string()
    .nullable()
    .describe("Nulle quand l'appelant ne peut lire les adresses des autres écoles"),
  channel: z.string(),
  rule: z.string(),
  article: z.string(),
});
export const gapSchema = z.strictObject({
  organisation: z.string(),
  name: z.string(),
  role: z.string(),
  via: z.string().nullable().describe("substitute, above, ou nul : personne n'est joignable"),
});
export const startedDeadlineSchema = z.strictObject({
  key: z.string(),
  dueAt: instant.nullable().describe("Nul : un devoir sans terme dans le texte"),
  rule: z.string(),
  article: z.string(),
});
const outcome = {
  alerts: z.array(alertSchema).describe("5 000 au plus ; alertsTotal compte tout"),
  alertsTotal: z.int(),
  gaps: z
    .array(gapSchema)
    .describe("Titulaires manquants, 200 au plus : l'alerte va au suppléant ou au niveau au-dessus"),
  deadlines: z.array(startedDeadlineSchema),
};

/** A declared incident: whom it alerted and which clocks run. */
export const declaredSchema = z.strictObject({ id: uuid, ref: z.string(), state: z.string(), ...outcome });
/** The same, foreseen. */
export const foreseenSchema = z.strictObject({ id: z.null(), ref: z.null(), state: z.string(), ...outcome });
/** What an event would do. */
export const consequencesSchema = z.strictObject({
  state: z.string(),
  ...outcome,
  settled: z.array(z.strictObject({ key: z.string(), as: z.enum(["met", "breached", "cleared"]) })),
  locks: z
    .array(z.strictObject({ channel: z.string(), rule: z.string(), article: z.string() }))
    .describe("Canaux vers la communauté que cela fermerait"),
  unlocks: z.array(z.string()).describe("Canaux que cela rouvrirait"),
});

const listed = {
  id: uuid,
  ref: z.string(),
  kind: z.string(),
  state: z.string(),
  revision: z.int(),
  title: z.string(),
  dispositif: z.string(),
  organisation: place,
  openedAt: instant,
  changedAt: instant,
  closedAt: instant.nullable(),
  exercise: z.boolean(),
};
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().nullable().describe("À donner en « after » pour la suite ; nul à la fin"),
  });
export const dossierItemSchema = z.strictObject({
  ...listed,
  columns: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const dossierSchema = z.strictObject({
  ...listed,
  machine: z.strictObject({ name: z.string(), version: z.int() }),
  convention: z.strictObject({ key: z.string(), version: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  deadlines: z.array(
    startedDeadlineSchema.extend({
      name: z.string(),
      state: z.enum(["running", "met", "breached", "cleared"]),
      startedAt: instant,
      settledAt: instant.nullable(),
      explanation: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  tasks: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.string(),
      role: z.string(),
      title: z.string(),
      rule: z.string().nullable(),
      article: z.string().nullable(),
      state: z.enum(["open", "done"]),
      openedAt: instant,
      dueAt: instant.nullable(),
      doneAt: instant.nullable(),
    }),
  ),
  can: z
    .array(z.strictObject({ type: z.string(), schema: z.record(z.string(), z.unknown()) }))
    .describe("Ce que cet appelant peut envoyer maintenant, et le schéma JSON de chaque envoi"),
});

export const entrySchema = z.strictObject({
  seq: z.int(),
  at: z.string(),
  actor: z.record(z.string(), z.unknown()),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z
    .string()
    .describe("SHA-256 du JSON canonique (RFC 8785) de l'entrée sans hash, avec « dossier » : l'id"),
});
export const deliverySchema = alertSchema.extend({
  id: uuid,
  notice: z.string(),
  template: z.string(),
  name: z.string(),
  via: z.string(),
  about: uuid.nullable().describe("Envoi que celui-ci relance ou escalade"),
  state: z.string(),
  attempts: z.int(),
  decidedAt: instant,
  sentAt: instant.nullable(),
  seenAt: instant.nullable(),
  ackedAt: instant.nullable(),
  answer: z.string().nullable(),
  providerId: z.string().nullable(),
  lastError: z.string().nullable(),
  history: z.array(z.looseObject({ state: z.string(), at: z.string() })),
});

const lockReason = z.strictObject({
  dossier: z.string().describe("Id du cas qui ferme ; vide quand aucun cas n'en est la cause"),
  ref: z.string(),
  rule: z.string(),
  article: z.string(),
  sentence: z.string(),
});
export const lockSchema = z.strictObject({
  state: z
    .enum(["open", "crisis", "compromised", "surete"])
    .describe("open : aucun cas ; compromised : messagerie de l'ENT ou son authentification compromise"),
  since: instant.nullable().describe("Depuis quand il est dans cet état"),
  dossier: uuid.nullable().describe("Dossier du verrou, où s'envoie attestation.checked"),
  open: z.array(z.string()),
  closed: z.array(
    z.strictObject({
      channel: z.string(),
      because: lockReason,
      also: z.array(lockReason).describe("Autres cas qui ferment aussi ce canal"),
    }),
  ),
});
