/** Closed lists of the form. Their French words for people are in app/messages/whitelist-words.ts. */
export const SECTIONS = [
  "application",
  "hosting",
  "data",
  "protection",
  "evidence",
  "link",
  "population",
] as const;
export type Section = (typeof SECTIONS)[number];

export const PURPOSES = ["pedagogical", "management"] as const;
export const QUALIFICATIONS = ["secnumcloud", "hds", "none"] as const;
export const PROTOCOLS = ["cas", "saml", "oidc"] as const;
export const PROFILES = ["pupils", "families", "teachers", "staff"] as const;
export const EVIDENCE = ["homologation", "iso27001", "audit", "certification", "none"] as const;
export const AIPD = ["done", "not-needed", "planned"] as const;
export const DOMAINS = ["security", "dataProtection", "pedagogy"] as const;
export type Domain = (typeof DOMAINS)[number];
export const OPINIONS = ["favourable", "reserved", "unfavourable"] as const;
export type Opinion = (typeof OPINIONS)[number];
export const OUTCOMES = ["approved", "approved-with-conditions", "more-information", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Attributes that the ENT's sign-on can give an application, from the least to the most revealing, and their usual
 * names in the ENT's directory (SDET). Each one asked for needs a reason of its own (minimisation).
 */
export const ATTRIBUTES = {
  pseudonym: "ENTPersonPseudonyme",
  uid: "uid",
  profile: "ENTPersonProfils",
  uai: "ENTPersonStructRattach",
  level: "ENTEleveMEF",
  class: "ENTEleveClasses",
  groups: "ENTEleveGroupes",
  subjects: "ENTAuxEnsMatiereEnseignEtab",
  surname: "sn",
  givenName: "givenName",
  mail: "mail",
  relatives: "ENTEleveParents",
  birthDate: "ENTPersonDateNaissance",
  phone: "telephoneNumber",
  address: "ENTPersonAdresse",
} as const;
export type Attribute = keyof typeof ATTRIBUTES;
export const attributeKeys = Object.keys(ATTRIBUTES) as Attribute[];

/** The European Union and the EEA: beyond them a transfer needs a safeguard (GDPR 44 s.). */
export const EUROPE = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split(" "),
);
