import { z } from "zod";
import { exactAddress } from "./address.ts";
import {
  AIPD,
  attributeKeys,
  EUROPE,
  EVIDENCE,
  PROFILES,
  PROTOCOLS,
  PURPOSES,
  QUALIFICATIONS,
} from "./words.ts";

const line = (max: number, what: string) =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .min(1, `${what} manque`)
    .max(max, `${what} : ${max} caractères au plus`);
const optional = (max: number) => z.string().trim().max(max, `${max} caractères au plus`).default("");
const oneOf = <Values extends readonly [string, ...string[]]>(values: Values, what: string) =>
  z.enum(values, { error: `${what} : choisissez` });
const country = (what: string) =>
  z
    .string({ error: `${what} manque` })
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, `${what} : un code de deux lettres, comme FR`);
const yesNo = (what: string) =>
  z.enum(["yes", "no"], { error: `${what} : oui ou non` }).transform((one) => one === "yes");
const words = (given: string) => given.split(/\s+/).filter(Boolean);
const lines = (given: string) =>
  given
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
const listOf = <Values extends readonly [string, ...string[]]>(values: Values, what: string) =>
  z
    .string({ error: `${what} : choisissez` })
    .transform(words)
    .pipe(z.array(z.enum(values)).min(1, `${what} : choisissez au moins un`));
const day = z.iso.date("une date, comme 2027-08-31");

/** Key of an application, as `sso-application:<key>` names it in an incident. */
export const applicationKey = z
  .string({ error: "la clé de l’application manque" })
  .trim()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,47}$/,
    "une clé en minuscules, chiffres, points et tirets, comme « pronote »",
  );

const exact = (what: string) =>
  line(500, what).superRefine((value, context) => {
    const wrong = exactAddress(value);
    if (wrong) context.addIssue({ code: "custom", message: `${what} : ${wrong}` });
  });

const subprocessors = z
  .string()
  .max(5_000)
  .default("")
  .transform(lines)
  .pipe(
    z
      .array(
        z
          .string()
          .transform((one) => one.split(";").map((part) => part.trim()))
          .pipe(
            z
              .tuple([line(160, "le nom"), line(160, "le rôle"), country("le pays")], {
                error: "une ligne par sous-traitant : nom ; rôle ; pays (deux lettres)",
              })
              .transform(([name, role, at]) => ({ name, role, country: at })),
          ),
      )
      .max(40),
  );

/** One reason for each attribute asked for: what has none is not sent (GDPR 5(1)(c)). */
const attributes = z
  .looseObject({ attributes: z.string({ error: "les données transmises : choisissez" }) })
  .transform((given, context) => {
    const asked = words(given.attributes);
    const unknown = asked.find((key) => !attributeKeys.some((one) => one === key));
    if (asked.length === 0 || unknown)
      context.addIssue({
        code: "custom",
        path: ["attributes"],
        message: unknown
          ? `donnée inconnue : ${unknown.slice(0, 40)}`
          : "les données transmises : choisissez au moins un identifiant",
      });
    return attributeKeys
      .filter((key) => asked.includes(key))
      .map((key) => {
        const reason = String(given[`reason.${key}`] ?? "").trim();
        if (reason.length < 10 || reason.length > 600)
          context.addIssue({
            code: "custom",
            path: [`reason.${key}`],
            message: "dites en une phrase à quoi sert cette donnée",
          });
        return { key, reason };
      });
  });

const data = z
  .looseObject({
    minors: yesNo("des mineurs sont-ils concernés"),
    transfers: yesNo("des données sortent-elles de l’Union"),
    transferCountries: optional(200),
    transferSafeguard: optional(1_000),
  })
  .superRefine((given, context) => {
    if (!given.transfers) return;
    if (!given.transferCountries)
      context.addIssue({ code: "custom", path: ["transferCountries"], message: "vers quels pays" });
    if (given.transferSafeguard.length < 10)
      context.addIssue({
        code: "custom",
        path: ["transferSafeguard"],
        message: "sur quelle garantie (décision d’adéquation, clauses types…)",
      });
  });

const link = z
  .object({
    protocol: oneOf(PROTOCOLS, "le protocole"),
    serviceUrl: exact("l’adresse du service"),
    redirectUris: z
      .string()
      .max(5_000)
      .default("")
      .transform(lines)
      .pipe(z.array(z.string().max(500)).max(20)),
    logoutUrl: optional(500),
    clientId: optional(120),
    entityId: optional(500),
    metadata: z.string().max(200_000, "métadonnées : 200 ko au plus").default(""),
    metadataUrl: optional(500),
  })
  .superRefine((given, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    for (const uri of given.redirectUris) {
      const inexact = exactAddress(uri);
      if (inexact) wrong("redirectUris", inexact);
    }
    if (given.protocol === "oidc" && given.redirectUris.length === 0)
      wrong("redirectUris", "OpenID Connect : au moins une adresse de retour exacte");
    if (given.protocol === "oidc" && !given.clientId)
      wrong("clientId", "OpenID Connect : l’identifiant du client");
    if (given.protocol === "saml" && !given.metadata.trim())
      wrong("metadata", "SAML : les métadonnées du fournisseur de service (XML)");
    for (const name of ["logoutUrl", "metadataUrl"] as const) {
      const inexact = given[name] && exactAddress(given[name]);
      if (inexact) wrong(name, inexact);
    }
  });

/** What each step of the form asks, from what was typed (flat texts) to what is known. */
export const sectionSchemas = {
  application: z.object({
    key: applicationKey,
    name: line(120, "le nom de l’application"),
    purpose: oneOf(PURPOSES, "l’objectif"),
    objective: line(4_000, "ce qu’elle apporte"),
    publisher: line(160, "l’éditeur"),
    publisherId: optional(40),
    publisherCountry: country("le pays de l’éditeur"),
    publisherContact: z.email({ error: "un courriel de l’éditeur" }),
  }),
  hosting: z.object({
    host: line(160, "l’hébergeur"),
    country: country("le pays d’hébergement"),
    qualification: oneOf(QUALIFICATIONS, "SecNumCloud, HDS ou ni l’un ni l’autre"),
    site: optional(300),
    subprocessors,
  }),
  data: z.record(z.string(), z.string()).transform((given, context) => {
    const [asked, rest] = [attributes.safeParse(given), data.safeParse(given)];
    for (const { path, message } of [...(asked.error?.issues ?? []), ...(rest.error?.issues ?? [])])
      context.addIssue({ code: "custom", path, message });
    if (!asked.success || !rest.success) return z.NEVER;
    const { minors, transfers, transferCountries, transferSafeguard } = rest.data;
    return { attributes: asked.data, minors, transfers, transferCountries, transferSafeguard };
  }),
  protection: z.object({
    controller: line(200, "le responsable de traitement"),
    register: line(300, "l’inscription au registre"),
    aipd: oneOf(AIPD, "l’analyse d’impact"),
    aipdReason: line(2_000, "la référence ou la raison de l’analyse d’impact"),
    notice: line(4_000, "l’information des personnes"),
    retention: line(600, "la durée de conservation"),
  }),
  evidence: z
    .object({
      kinds: listOf(EVIDENCE, "les preuves de sécurité"),
      evidence: optional(4_000),
    })
    .superRefine(({ kinds, evidence }, context) => {
      if (!kinds.includes("none") && evidence.length < 10)
        context.addIssue({
          code: "custom",
          path: ["evidence"],
          message: "référence et date de chaque preuve",
        });
    }),
  link,
  population: z.object({
    profiles: listOf(PROFILES, "qui l’utilisera"),
    count: z.coerce
      .number({ error: "combien de personnes" })
      .int()
      .min(1, "combien de personnes")
      .max(10_000_000),
    contact: line(160, "la personne à joindre"),
    contactMail: z.email({ error: "le courriel de la personne à joindre" }),
    until: day.or(z.literal("")).default(""),
  }),
} as const;

export type RequestForm = { [Name in keyof typeof sectionSchemas]: z.output<(typeof sectionSchemas)[Name]> };
export type Values = Record<string, string>;
export type Draft = Partial<Record<keyof RequestForm, Values>>;
export type Missing = { section: keyof RequestForm; field: string; message: string };

/** One step as it stands: what is known of it, or what is wrong or lacking, field by field. */
export function readSection<Name extends keyof RequestForm>(
  section: Name,
  values: Values = {},
): { known: RequestForm[Name]; missing: [] } | { known: null; missing: Missing[] } {
  const parsed = sectionSchemas[section].safeParse(values);
  if (parsed.success) return { known: parsed.data as RequestForm[Name], missing: [] };
  const seen = new Set<string>();
  const missing = parsed.error.issues.flatMap(({ path, message }) => {
    const field = String(path[0] ?? "");
    if (seen.has(field)) return [];
    seen.add(field);
    return [{ section, field, message }];
  });
  return { known: null, missing };
}

/** The whole form; null while anything is missing. */
export function readForm(draft: Draft): { form: RequestForm | null; missing: Missing[] } {
  const read = (Object.keys(sectionSchemas) as (keyof RequestForm)[]).map((section) => ({
    section,
    ...readSection(section, draft[section]),
  }));
  const missing = read.flatMap((one) => one.missing);
  if (missing.length > 0) return { form: null, missing };
  return {
    form: Object.fromEntries(read.map(({ section, known }) => [section, known])) as RequestForm,
    missing,
  };
}

/** Every address that the form names, the service's own first. */
export const addressesOf = ({ link }: RequestForm): string[] => [
  ...new Set([link.serviceUrl, ...link.redirectUris, link.logoutUrl, link.metadataUrl].filter(Boolean)),
];

/** Countries outside the Union that the form names: of the host, of sub-processors. */
export const outsideEurope = (form: RequestForm): string[] => [
  ...new Set(
    [form.hosting.country, ...form.hosting.subprocessors.map((one) => one.country)].filter(
      (one) => !EUROPE.has(one),
    ),
  ),
];
