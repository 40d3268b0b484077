import type { Tone } from "#app/ui/state-badge.tsx";

export type Process = "classique" | "urgent" | "crise" | "surete";
export const processes = ["classique", "urgent", "crise", "surete"] as const satisfies readonly Process[];

type ProcessWords = {
  label: string;
  /** What it is (MBN-5.2), in view when the level is chosen. */
  definition: string;
  /** Heading of its form. */
  title: string;
};

/** The four levels, as MBN-5.2 and MBN-7 define them. */
export const processWords: Record<Process, ProcessWords> = {
  classique: {
    label: "Classique",
    title: "Message classique",
    definition: "Informer sans urgence : orientation, actions éducatives, vie de l’établissement.",
  },
  urgent: {
    label: "Urgent",
    title: "Message urgent",
    definition: "La situation demande une réaction rapide : transports coupés, fermeture, intempérie.",
  },
  crise: {
    label: "Crise",
    title: "Message de crise",
    definition: "Forte tension, inattendue, qui menace le fonctionnement normal de l’ENT.",
  },
  surete: {
    label: "Sûreté",
    title: "Message de sûreté",
    definition: "Un danger pour les personnes : intrusion, menace, risque majeur.",
  },
};

type StateWords = { label: string; tone: Tone; sentence: string };
/** One badge per state, the same words everywhere. */
export const messageStates: Record<string, StateWords> = {
  draft: { label: "Brouillon", tone: "neutral", sentence: "Personne ne l’a encore reçu." },
  t1: { label: "Validation académie", tone: "info", sentence: "L’académie l’examine (temps 1)." },
  adapting: { label: "Adaptations proposées", tone: "warning", sentence: "L’auteur répond aux adaptations." },
  t2: {
    label: "Validation établissements",
    tone: "info",
    sentence: "Chaque établissement décide (temps 2).",
  },
  approval: { label: "Approbation demandée", tone: "warning", sentence: "Une approbation est attendue." },
  scheduled: { label: "Programmé", tone: "info", sentence: "Il partira à sa date de début." },
  sending: { label: "Envoi en cours", tone: "info", sentence: "Les envois partent." },
  sent: { label: "Publié", tone: "success", sentence: "Il est parti." },
  ended: { label: "Terminé", tone: "neutral", sentence: "Sa période est finie." },
  rejected: { label: "Rejeté", tone: "error", sentence: "Il ne partira pas." },
  withdrawn: { label: "Retiré", tone: "neutral", sentence: "Son auteur l’a retiré." },
};
export const messageState = (state: string): StateWords =>
  messageStates[state] ?? { label: state, tone: "neutral", sentence: "" };

export const topicLabels = {
  orientation: "Orientation, métiers, formations",
  "it-security": "Sécurité informatique",
  "digital-education": "Numérique éducatif",
  agriculture: "Agriculture",
  "cross-cutting": "Transversal",
  other: "Autre sujet",
} as const;
export type Topic = keyof typeof topicLabels;

export const profileLabels: Record<string, string> = {
  families: "Familles",
  pupils: "Élèves",
  teachers: "Enseignants",
  staff: "Personnels",
};

const channelNames: Record<string, string> = {
  "ent-messaging": "Messagerie de l’ENT",
  "ent-flash": "Page d’accueil de l’ENT",
  sms: "SMS",
  mail: "Courriel",
  push: "Notification",
  "web-push": "Notification",
  webhook: "Crochet web",
  feed: "Fil d’actualité",
  http: "Connecteur de l’ENT",
};
export const channelLabel = (key: string) =>
  channelNames[key] ?? `Tiers « ${key.replace("third-party:", "")} »`;

/** « messagerie de l’ENT », within a sentence. */
export const channelWithin = (key: string) => {
  const label = channelLabel(key);
  return key === "sms" ? label : label.charAt(0).toLowerCase() + label.slice(1);
};

export const count = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
export const plural = (n: number) => (n > 1 ? "s" : "");
export const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1)}`;

/** « Familles et élèves » */
export const profileList = (profiles: readonly string[]) =>
  listed(profiles.map((one, n) => (n === 0 ? profileLabels[one] : profileLabels[one]?.toLowerCase()) ?? one));
/** « familles et élèves », within a sentence. */
export const profilesWithin = (profiles: readonly string[]) => {
  const words = profileList(profiles);
  return words.charAt(0).toLowerCase() + words.slice(1);
};

/** « 1 081 établissements » */
export const schools = (n: number) => `${count(n)} établissement${plural(n)}`;
/** A price of which one pays many, to the tenth of a cent where it has one: « 0,045 € ». @param exact cents */
export const unitPrice = (exact: number) => {
  const tenths = Math.round(exact * 10);
  if (tenths % 10 === 0) return euros(exact);
  return `${count(Math.floor(tenths / 1000))},${String(tenths % 1000).padStart(3, "0")}\u00a0€`;
};
/** Money in euros, as one reads it: « 2 480,50 € ». @param exact cents */
export const euros = (exact: number) => {
  const cents = Math.round(exact);
  return `${count(Math.floor(cents / 100))},${String(cents % 100).padStart(2, "0")}\u00a0€`;
};
