import { z } from "zod";
import { federationRoles } from "#conventions/schema/federation.ts";
import { alertingEvents } from "../../alerting/events.ts";
import { dayOf, fileSchema, linkOf, said } from "../../words.ts";

const reason = said(2_000, "la raison");
const roles = z
  .array(z.enum(federationRoles))
  .min(1, "un rôle au moins : fournisseur d’identité, fournisseur de service, ou les deux")
  .max(2)
  .refine((given) => new Set(given).size === given.length, "chaque rôle une fois");
/** What annexe 2 asks an agreement to say, commitments apart (ATR-A2). */
const agreement = {
  perimeter: said(2_000, "le périmètre"),
  /** Identity and attributes made by one, received by the other. */
  attributes: said(2_000, "la liste des attributs"),
  standards: said(300, "le standard technique"),
  identifier: said(300, "l’identifiant unique").optional(),
  costs: said(500, "les coûts").optional(),
  /** Last day of the agreement; absent: as long as the convention. */
  until: dayOf("la fin de l’accord").optional(),
  renewal: said(500, "le renouvellement et la rupture").optional(),
};
export const agreementSchema = z.strictObject(agreement);
/** « identity.securite »: a commitment by its role and its key in the convention. */
const commitment = z
  .string({ error: "l’engagement manque" })
  .regex(/^(identity|service)\.[a-z0-9-]{1,64}$/, "un engagement de la convention");

/** Kept, with its proof; no proof yet; found broken. */
export const outcomes = ["kept", "unproven", "broken"] as const;
export type Outcome = (typeof outcomes)[number];
/** On the member's own request, for a broken commitment, at the end of the agreement. */
export const leavings = ["request", "breach", "end"] as const;

/** Who decides, as signed; when it takes effect; why; in which meeting. */
const decision = {
  authority: z.strictObject({ name: said(160, "le nom"), function: said(160, "la qualité") }),
  effectOn: dayOf("la date d’effet").optional(),
  reason,
  /** A meeting that the console holds (its dossier), or another in words. */
  sitting: z.uuid("une séance de la liste").optional(),
  meeting: said(200, "la séance").optional(),
};

/** What people send to a member of an identity federation (ATR-8). */
export const memberPersonEvents = {
  "member.described": z.strictObject({ ...agreement, roles, contact: said(300, "l’interlocuteur") }),
  "commitments.taken": z.strictObject({ keys: z.array(commitment).max(60) }),
  "commitment.checked": z
    .strictObject({
      key: commitment,
      outcome: z.enum(outcomes, "le constat manque"),
      checkedOn: dayOf("la date de la vérification"),
      file: fileSchema.optional(),
      link: linkOf("le lien de la preuve").optional(),
      note: said(2_000, "la note").optional(),
    })
    .refine(({ outcome, file, link }) => outcome !== "kept" || file || link, {
      path: ["link"],
      error: "un engagement tenu se prouve : joignez un fichier, ou donnez un lien",
    })
    .refine(({ file, link }) => !(file && link), {
      path: ["link"],
      error: "un fichier ou un lien, pas les deux",
    }),
  "admission.decided": z.strictObject({
    ...decision,
    decision: z.enum(["admitted", "refused"], "la décision manque"),
  }),
  "admission.withdrawn": z.strictObject({ reason }),
  "agreement.amended": z.strictObject({ ...decision, agreement: agreementSchema }),
  "leaving.decided": z.strictObject({
    ...decision,
    how: z.enum(leavings, "le motif manque"),
    requestedOn: dayOf("la date de la demande").optional(),
  }),
  /** Before its day only: afterwards the member is out. */
  "leaving.revoked": z.strictObject({
    authority: decision.authority,
    reason,
    sitting: decision.sitting,
    meeting: decision.meeting,
  }),
  "decision.signed": z.strictObject({ file: fileSchema }),
  "task.done": z.strictObject({ key: z.string().max(160), note: said(2_000, "la note").optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;
export type MemberPersonEvent = keyof typeof memberPersonEvents;

export const memberEvents = {
  ...memberPersonEvents,
  ...alertingEvents,
  "member.applied": z.strictObject({
    name: said(160, "le nom du membre"),
    /** Where the directory knows it. */
    organisation: z.strictObject({ id: z.uuid(), key: z.string().max(80) }).nullable(),
    contact: said(300, "l’interlocuteur"),
    roles,
    agreement: agreementSchema,
    /** Whose the dossier is: the member, or who enters it. */
    place: z.strictObject({ id: z.uuid(), name: z.string(), timezone: z.string() }),
    readers: z.array(z.uuid()).max(200),
  }),
} as const;
export type MemberEvent = keyof typeof memberEvents;
export type MemberDataOf<Type extends MemberEvent> = z.infer<(typeof memberEvents)[Type]>;

const manage = "federation.manage";
const decide = "federation.decide";
export const memberRights: Record<MemberPersonEvent, string> = {
  "member.described": manage,
  "commitments.taken": manage,
  "commitment.checked": manage,
  "admission.decided": decide,
  "admission.withdrawn": manage,
  "agreement.amended": decide,
  "leaving.decided": decide,
  "leaving.revoked": decide,
  "decision.signed": manage,
  "task.done": "task.done",
  "delivery.retried": "delivery.retried",
};
