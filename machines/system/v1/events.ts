import { z } from "zod";
import { dayOf, linkOf, said } from "../../words.ts";

/** ent: the digital workspace itself; module: a part of it; communication: a third party that speaks to the community. */
export const natures = ["ent", "module", "communication", "application", "other"] as const;
export type Nature = (typeof natures)[number];
export const needs = ["basique", "modere", "avance"] as const;
export type Need = (typeof needs)[number];

const key = z.uuid("une clé");
const reason = said(2_000, "la raison");
const described = {
  name: said(120, "le nom"),
  description: said(2_000, "la description").optional(),
  url: linkOf("l’adresse du service").optional(),
};
const organisation = z.strictObject({ key: z.string().max(80).optional(), name: said(160, "l’organisme") });
const articulation = {
  /** Dossier of the other system, when the console knows it. */
  to: z.uuid().optional(),
  label: said(120, "l’autre système"),
  direction: z.enum(["in", "out", "both"]),
  means: said(120, "le moyen (CAS, SAML, OIDC, API, fichier…)"),
  data: said(500, "les données échangées"),
  minors: z.boolean().default(false),
};

/** What people send to a system of the register (MBN-6). */
export const systemPersonEvents = {
  "system.described": z.strictObject(described),
  /** Answers to the questions that propose the security need; the one retained, and why where it differs. */
  "system.assessed": z
    .strictObject({
      answers: z.record(z.string().max(40), z.string().max(40)),
      proposed: z.enum(needs),
      need: z.enum(needs),
      reason: reason.optional(),
    })
    .refine(({ proposed, need, reason }) => proposed === need || reason, {
      path: ["reason"],
      error: "dites pourquoi un autre besoin est retenu que celui qui est proposé",
    }),
  "operator.changed": z.strictObject({ operator: organisation, host: organisation, reason }),
  "articulation.added": z.strictObject({ key, ...articulation }),
  "articulation.changed": z.strictObject({ key, ...articulation, reason }),
  "articulation.removed": z.strictObject({ key, reason }),
  /** RGS attestation of a third party that speaks to the community, and who looked at what (MBN-7). */
  "system.attested": z.strictObject({
    checkedAt: z.iso.datetime({ offset: true, error: "une date et une heure" }),
    proof: said(300, "la preuve"),
    issuedOn: dayOf("la date de l’attestation").optional(),
  }),
  "system.retired": z.strictObject({ reason }),
} as const;
export type SystemPersonEvent = keyof typeof systemPersonEvents;

export const systemEvents = {
  ...systemPersonEvents,
  /** Told by a committee: the attestation is to be looked at again, which no vote replaces (MBN-7). */
  "attestation.asked": z.strictObject({ reason }),
  "system.registered": z.strictObject({
    ...described,
    /** Short name, said once: « ent », « sms-rectorat ». */
    key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "des minuscules, des chiffres et des tirets"),
    nature: z.enum(natures),
    owner: organisation,
    operator: organisation,
    host: organisation,
    /** Of which ENT it is a module. */
    parent: z.uuid().optional(),
    /** Organisations whose people may read it beside those of the table. */
    readers: z.array(z.uuid()).max(200),
  }),
} as const;
export type SystemEvent = keyof typeof systemEvents;
export type SystemDataOf<Type extends SystemEvent> = z.infer<(typeof systemEvents)[Type]>;
