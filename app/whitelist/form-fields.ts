import type { Section } from "#machines/whitelist-request/v1/words.ts";

/** One question: how it is asked. `list` names a closed list of app/messages/whitelist-words.ts. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  kind: "text" | "area" | "radio" | "checks" | "attributes" | "date" | "email" | "url" | "select";
  list?: string;
  required?: boolean;
  rows?: number;
  choices?: readonly { value: string; label: string; hint?: string }[];
};
/** A step of the form: which rule asks for it, in `conventions` (`request` MBN-6.1, `register` MBN-4.4-tiers). */
export type Step = { title: string; cited: "request" | "register"; fields: Field[] };

const text = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: "text",
  required: true,
  ...more,
});
const area = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: "area",
  rows: 4,
  required: true,
  ...more,
});
const radio = (name: string, label: string, list: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: "radio",
  list,
  required: true,
  ...more,
});

/** The form of section 3 of the issue, in seven steps. */
export const formSteps: Record<Section, Step> = {
  application: {
    title: "L’application et son éditeur",
    cited: "request",
    fields: [
      text("name", "Nom de l’application"),
      text("key", "Clé", { hint: "En minuscules et tirets. C’est par elle qu’un incident peut la nommer." }),
      radio("purpose", "Objectif", "purpose"),
      area("objective", "Ce qu’elle apporte", {
        hint: "En quelques phrases : à qui, pour quoi faire, à la place de quoi.",
      }),
      text("publisher", "Éditeur"),
      text("publisherId", "SIREN de l’éditeur", { required: false }),
      text("publisherCountry", "Pays de l’éditeur", { hint: "Deux lettres, comme FR." }),
      text("publisherContact", "Courriel de l’éditeur pour la sécurité", { kind: "email" }),
    ],
  },
  hosting: {
    title: "L’hébergement et les sous-traitants",
    cited: "request",
    fields: [
      text("host", "Hébergeur"),
      text("country", "Pays d’hébergement", { hint: "Deux lettres, comme FR." }),
      radio("qualification", "Qualification de l’hébergement", "qualification"),
      text("site", "Lieu des données", { required: false }),
      area("subprocessors", "Sous-traitants", {
        required: false,
        hint: "Un par ligne : nom ; rôle ; pays. Par exemple « Statistiques SA ; mesure d’audience ; FR ».",
      }),
    ],
  },
  data: {
    title: "Les données transmises à la connexion",
    cited: "request",
    fields: [
      {
        name: "attributes",
        label: "Quelles données l’ENT donne-t-il à l’application ?",
        hint: "Le moins possible : chacune demande sa raison.",
        kind: "attributes",
        list: "attributes",
        required: true,
      },
      radio("minors", "Des mineurs sont-ils concernés ?", "yesNo"),
      radio("transfers", "Des données sortent-elles de l’Union européenne ?", "yesNo"),
      text("transferCountries", "Vers quels pays", { required: false }),
      area("transferSafeguard", "Sur quelle garantie", {
        required: false,
        rows: 2,
        hint: "Décision d’adéquation, clauses types, règles d’entreprise…",
      }),
    ],
  },
  protection: {
    title: "Le registre, l’analyse d’impact, l’information",
    cited: "register",
    fields: [
      text("controller", "Responsable de traitement"),
      text("register", "Inscription au registre", { hint: "Numéro de la fiche, ou date prévue." }),
      radio("aipd", "Analyse d’impact (AIPD)", "aipd"),
      area("aipdReason", "Référence de l’analyse, ou raison", { rows: 2 }),
      area("notice", "Information donnée aux personnes", {
        hint: "Le texte de la notice, tel qu’il sera lu.",
      }),
      text("retention", "Durée de conservation"),
    ],
  },
  evidence: {
    title: "Les preuves de sécurité",
    cited: "request",
    fields: [
      { name: "kinds", label: "Ce que l’éditeur prouve", kind: "checks", list: "kinds", required: true },
      area("evidence", "Référence et date de chaque preuve", {
        required: false,
        hint: "Les pièces elles-mêmes se joignent au dossier.",
      }),
    ],
  },
  link: {
    title: "Le lien technique",
    cited: "request",
    fields: [
      radio("protocol", "Protocole", "protocol"),
      text("serviceUrl", "Adresse du service", {
        kind: "url",
        hint: "https://…, celle où l’on arrive depuis l’ENT.",
      }),
      area("redirectUris", "Adresses de retour", {
        required: false,
        rows: 3,
        hint: "Une par ligne, exactes : ni étoile ni dièse.",
      }),
      text("logoutUrl", "Adresse de déconnexion", { required: false, kind: "url" }),
      text("clientId", "Identifiant du client", { required: false, hint: "Pour OpenID Connect." }),
      text("entityId", "Identifiant d’entité", {
        required: false,
        hint: "Pour SAML, s’il n’est pas dans les métadonnées.",
      }),
      area("metadata", "Métadonnées SAML", {
        required: false,
        rows: 6,
        hint: "Le XML de l’éditeur, sans DOCTYPE.",
      }),
      text("metadataUrl", "Adresse des métadonnées", { required: false, kind: "url" }),
    ],
  },
  population: {
    title: "Qui, combien, jusqu’à quand",
    cited: "request",
    fields: [
      { name: "profiles", label: "Qui l’utilisera", kind: "checks", list: "profiles", required: true },
      text("count", "Combien de personnes"),
      text("contact", "Personne à joindre"),
      text("contactMail", "Son courriel", { kind: "email" }),
      text("until", "Date de fin, s’il y en a une", { required: false, kind: "date" }),
    ],
  },
};
