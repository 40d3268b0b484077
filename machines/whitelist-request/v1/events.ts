import { z } from "zod";
import { alertingEvents } from "../../alerting/events.ts";
import { applicationKey } from "./form.ts";
import { DOMAINS, OPINIONS, OUTCOMES, SECTIONS } from "./words.ts";

const text = (max: number, what = "le texte") =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${what} : ${max} caractères au plus`);
const instant = z.iso.datetime({
  offset: true,
  error: "une date et une heure, comme 2026-11-22T03:10:00+01:00",
});
const day = z.iso.date({ error: "une date, comme 2027-08-31" });
const organisation = z.strictObject({ id: z.uuid(), key: z.string(), kind: z.string(), name: z.string() });

/** Someone named for something: readable years later without the directory. */
export const namedSchema = z.strictObject({
  id: z.uuid(),
  name: text(160, "le nom"),
  function: z.string().max(40),
  organisation,
});
export type Named = z.infer<typeof namedSchema>;

const condition = z.strictObject({
  text: text(1_000, "la condition"),
  owner: text(160, "qui la lève"),
  dueOn: day,
});
/** Where it was decided; `dossier` when a meeting of the console sends it. */
const sitting = z.strictObject({
  instance: z.string().max(64).optional(),
  name: z.string().max(160).optional(),
  meetingAt: instant.optional(),
  minutes: z.string().max(300).optional(),
  dossier: z.uuid().optional(),
  ref: z.string().max(32).optional(),
});
const proof = z.strictObject({ proof: text(2_000, "la preuve") });
const reason = z.strictObject({ reason: text(2_000, "la raison") });

/** What people send. Rights by event are below. */
export const requestPersonEvents = {
  /** One step of the form as typed, complete or not: a draft can be left and taken up again. */
  "form.saved": z.strictObject({
    section: z.enum(SECTIONS),
    values: z
      .record(z.string().max(60), z.string().max(200_000, "texte trop long"))
      .refine((values) => Object.keys(values).length <= 60, "trop de champs"),
  }),
  "request.filed": z.strictObject({}),
  /** The same application is asked for already: this one goes on under that request, found by the console. */
  "request.joined": z.strictObject({}),
  "request.completed": z.strictObject({ text: text(4_000, "la réponse") }),
  "request.withdrawn": reason,
  "checks.wanted": z.strictObject({}),
  "request.admitted": z.strictObject({ note: text(2_000, "la note").optional() }),
  "information.wanted": z.strictObject({ what: text(4_000, "ce qui manque") }),
  "instructors.named": z
    .strictObject({
      security: namedSchema.optional(),
      dataProtection: namedSchema.optional(),
      pedagogy: namedSchema.optional(),
    })
    .refine((given) => Object.keys(given).length > 0, "au moins un instructeur"),
  "opinion.given": z.strictObject({
    domain: z.enum(DOMAINS, { error: "le domaine : sécurité, protection des données ou pédagogie" }),
    opinion: z.enum(OPINIONS, { error: "l’avis : favorable, réservé ou défavorable" }),
    text: text(6_000, "l’avis motivé"),
    conditions: z.array(condition).max(20).default([]),
  }),
  /** Self-contained, so that a meeting sends it as a person does: who decided, where, conditions, reasons. */
  "request.decided": z.strictObject({
    outcome: z.enum(OUTCOMES, { error: "la décision" }),
    sitting: sitting.default({}),
    reasons: text(6_000, "les motifs"),
    conditions: z.array(condition).max(30).default([]),
    /** What is asked of the requester, when more information is wanted. */
    what: text(4_000, "ce qui manque").optional(),
    /** Last day of the approval. */
    until: day.optional(),
  }),
  "link.integrated": proof,
  "link.tested": proof,
  "link.activated": proof,
  "link.failed": reason,
  /** The provider closed the link of an application suspended or withdrawn; then opened it again. */
  "link.closed": proof,
  "link.reopened": proof,
  "condition.met": z.strictObject({ condition: z.int().positive(), proof: text(2_000, "la preuve") }),
  "request.reviewed": z.strictObject({
    outcome: z.enum(["kept", "suspended"], { error: "maintenue ou suspendue" }),
    sitting: sitting.default({}),
    reasons: text(4_000, "les motifs"),
    until: day.optional(),
  }),
  "request.suspended": reason,
  "request.reinstated": z.strictObject({
    sitting: sitting.default({}),
    reasons: text(4_000, "les motifs"),
    until: day.optional(),
  }),
  "request.revoked": reason,
  "note.added": z.strictObject({ text: text(8_000, "la note"), corrects: z.int().positive().optional() }),
  "task.done": z.strictObject({ key: text(160, "la tâche"), note: text(2_000, "la note").optional() }),
  "delivery.retried": z.strictObject({
    delivery: z.union([z.literal("all"), z.uuid()]),
    address: z.email("une adresse de courriel").optional(),
  }),
} as const;
export type RequestPersonEvent = keyof typeof requestPersonEvents;

const asking = "whitelist.request";
const steering = "whitelist.steer";
const deciding = "whitelist.decide";
const linking = "whitelist.integrate";
/** Who asks, who steers, who instructs, who decides and who opens the link are five different hands. */
export const requestRights: Partial<Record<RequestPersonEvent, string>> = {
  "form.saved": asking,
  "request.filed": asking,
  "request.joined": asking,
  "request.completed": asking,
  "request.withdrawn": asking,
  "checks.wanted": steering,
  "request.admitted": steering,
  "information.wanted": "whitelist.instruct",
  "instructors.named": steering,
  "opinion.given": "whitelist.instruct",
  "request.decided": deciding,
  "request.reviewed": deciding,
  "request.suspended": deciding,
  "request.reinstated": deciding,
  "request.revoked": deciding,
  "condition.met": steering,
  "link.integrated": linking,
  "link.tested": linking,
  "link.activated": linking,
  "link.failed": linking,
  "link.closed": linking,
  "link.reopened": linking,
};

/** A fact that the console checked by itself. `unknown`: it could not be checked, which is no fault. */
export const checkSchema = z.strictObject({
  key: z.enum([
    "https",
    "host",
    "certificate",
    "redirects",
    "metadata",
    "duplicates",
    "known-bad",
    "look-alike",
    "gar",
    "incidents",
  ]),
  verdict: z.enum(["ok", "warning", "bad", "unknown"]),
  text: z.string().max(1_000),
});
export type Check = z.infer<typeof checkSchema>;
const garSchema = z.strictObject({
  id: z.string().max(200),
  name: z.string().max(400),
  publisher: z.string().max(80),
});

const teller = z.strictObject({ dossier: z.uuid(), ref: z.string(), title: z.string() });

const listed = z.strictObject({ dossier: z.uuid().optional(), ref: z.string().optional(), name: z.string() });

/** What the console and other dossiers send. */
export const requestSystemEvents = {
  "request.drafted": z.strictObject({
    place: z.strictObject({
      ...organisation.shape,
      departement: z.string().nullable(),
      academie: z.string().nullable(),
      timezone: z.string(),
    }),
    requester: namedSchema,
    /** The same application, approved elsewhere: the file starts from it. */
    from: z
      .strictObject({
        ref: z.string(),
        dispositif: z.string(),
        draft: z.record(z.string(), z.record(z.string(), z.string())),
      })
      .optional(),
    name: text(120, "le nom de l’application"),
    key: applicationKey,
  }),
  "checks.recorded": z.strictObject({
    checks: z.array(checkSchema).max(20),
    /** What was read of SAML metadata, signature and entities checked: the fragment is made from it. */
    metadata: z
      .strictObject({
        entityId: z.string().max(500),
        acs: z.array(z.strictObject({ binding: z.string().max(200), location: z.string().max(500) })).max(20),
        keys: z
          .array(
            z.strictObject({
              use: z.enum(["signing", "encryption", "both"]),
              certificate: z.string().max(20_000),
            }),
          )
          .max(10),
        signed: z.boolean(),
        wantsSigned: z.boolean(),
      })
      .optional(),
    gar: garSchema.optional(),
    /** Open incidents and crises that named the application before this request could be told. */
    compromisedBy: z.array(teller).max(20).optional(),
  }),
  /** An incident or a crisis of the dispositif names the application among what is compromised. */
  "application.compromised": z.strictObject({
    by: teller,
    reason: z.string().max(2_000).optional(),
  }),
  /** That dossier no longer says so, or is closed: nothing reopens by itself. */
  "application.cleared": z.strictObject({
    by: teller,
  }),
  /** Someone else's request for the same application joins this one, with what is its own. */
  "organisation.joined": z.strictObject({
    ref: z.string(),
    place: z.strictObject({ id: z.uuid(), name: z.string() }),
    requester: namedSchema,
    population: z.strictObject({ profiles: z.array(z.string()), count: z.int() }),
    register: z.string(),
    contact: z.strictObject({ name: z.string(), mail: z.string() }),
  }),
  /** A list now names one of its hosts, or no longer does. `ref`: the list of its ENT; without: an imported one. */
  "host.reported": z.strictObject({ host: z.string(), reason: z.string(), by: listed }),
  "host.cleared": z.strictObject({ host: z.string(), by: listed }),
  "alert.acknowledged": z.strictObject({
    delivery: z.uuid(),
    answer: z.enum(["taken", "not-me"]),
    organisation: z.string(),
    function: z.string(),
  }),
  ...alertingEvents,
} as const;

export const requestEvents = { ...requestPersonEvents, ...requestSystemEvents };
export type RequestEvent = keyof typeof requestEvents;
export type RequestDataOf<Type extends RequestEvent> = z.infer<(typeof requestEvents)[Type]>;
