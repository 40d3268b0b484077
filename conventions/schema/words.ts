import { z } from "zod";

/*
 * The closed vocabularies of a convention. They are enums rather than free
 * strings so that a misspelt word in a YAML file is refused with its line.
 */

/** Kinds of organisation that can be party to a convention or take part in an alert. */
export const partyKindSchema = z.enum([
  "region",
  "academie",
  "departement",
  "commune",
  "dsden",
  "circonscription",
  "etablissement",
  "ecole",
  "prestataire",
  "draaf",
]);
export type PartyKind = z.infer<typeof partyKindSchema>;

/**
 * Functions held by people of the directory; a convention never names a person.
 * `elu` is a maire or a président, `chefEtablissement` the head of any school,
 * directeur d’école included, `exploitant` the provider’s operating contact.
 */
export const functionKeySchema = z.enum([
  "rssi",
  "dpd",
  "ien",
  "chefEtablissement",
  "recteur",
  "dasen",
  "referentNumerique",
  "elu",
  "dane",
  "dsi",
  "exploitant",
  "draaf",
  // The région académique's own (MBN-5.4).
  "draio",
  "dsige",
  "drane",
  "sgra",
  "drtic",
]);
export type FunctionKey = z.infer<typeof functionKeySchema>;

/** What happened. `suspension` is not an attack: it is the notice of ATR-7.2. */
export const categorySchema = z.enum([
  "account-compromise",
  "threat-messages",
  "phishing",
  "malware",
  "intrusion",
  "data-leak",
  "denial-of-service",
  "defacement",
  "unavailability",
  "safety",
  "other",
  "suspension",
]);
export type Category = z.infer<typeof categorySchema>;

/** How sure we are. BEA-6 gives the three the same chain. */
export const certaintySchema = z.enum(["attempt", "suspected", "proven"]);
export type Certainty = z.infer<typeof certaintySchema>;

/** Who is concerned: one school, several, all of a département, of an académie, the whole ENT. */
export const perimeterSchema = z.enum(["school", "schools", "departement", "academie", "dispositif"]);
export type Perimeter = z.infer<typeof perimeterSchema>;

/** A compromise that changes the chain or the communication lock (MBN-5.2-K, MBN-6.1). */
export const compromiseSchema = z.enum(["messaging", "authentication", "sso-application"]);
export type Compromise = z.infer<typeof compromiseSchema>;

/** Where a function is looked for, starting from the schools concerned. */
export const placeSchema = z.enum([
  "school",
  "circonscription",
  "commune",
  "departement",
  "dsden",
  "academie",
  "region",
  "prestataire",
  "draaf",
]);
export type Place = z.infer<typeof placeSchema>;

/** Fields of competence (VER-6, NAN-8). */
export const fieldKeySchema = z.enum(["academie", "partage", "collectivite"]);
export type FieldKey = z.infer<typeof fieldKeySchema>;

/** The part of the product a rule governs; `choice` is for the choices of the console. */
export const ruleDomainSchema = z.enum([
  "alert",
  "privacy",
  "communication",
  "lock",
  "security",
  "instance",
  "life",
  "choice",
]);
export type RuleDomain = z.infer<typeof ruleDomainSchema>;

/** What an instance deals with: an item of its agenda is of one of these, or free (`other`). */
export const matterSchema = z.enum([
  "homologation-decision",
  "homologation-review",
  "whitelist-request",
  "whitelist-review",
  "whitelist-reinstatement",
  "urgent-review",
  "suspension",
  "attestation",
  "runbook",
  "retex-action",
]);
export type Matter = z.infer<typeof matterSchema>;

/** Types and sectors of school that a perimeter selects. */
export const schoolTypeSchema = z.enum(["ecole", "college", "lycee"]);
export type SchoolType = z.infer<typeof schoolTypeSchema>;
export const schoolSectorSchema = z.enum(["public", "prive"]);
export type SchoolSector = z.infer<typeof schoolSectorSchema>;
