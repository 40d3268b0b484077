import type { Tone } from "#app/ui/state-badge.tsx";
import { count } from "./crisis-act.ts";

type Word = { label: string; tone: Tone };

const states: Record<string, Word> = {
  veille: { label: "Veille", tone: "new" },
  qualified: { label: "Qualifiée", tone: "info" },
  active: { label: "Active", tone: "error" },
  sortie: { label: "En sortie", tone: "warning" },
  retex: { label: "RETEX", tone: "info" },
  closed: { label: "Close", tone: "neutral" },
  "stood-down": { label: "Levée sans activation", tone: "neutral" },
};
/** Word and tone of where a crisis is in its life. */
export const crisisState = (key: string): Word => states[key] ?? { label: key, tone: "neutral" };

const locks: Record<string, Word> = {
  open: { label: "Communication ouverte", tone: "success" },
  crisis: { label: "Messagerie de l’ENT seule", tone: "warning" },
  compromised: { label: "Messagerie de l’ENT fermée", tone: "error" },
  surete: { label: "Sûreté : outils de l’ENT", tone: "warning" },
};
/** Word and tone of the communication lock of a dispositif. */
export const lockWord = (key: string): Word => locks[key] ?? { label: key, tone: "neutral" };

/** /crises, and the cards of the home page. */
export const crisisList = {
  title: "Crises",
  lead: "Les crises de vos dispositifs : celles qui sont ouvertes d’abord, puis les anciennes.",
  open: "Crises ouvertes",
  past: "Crises passées",
  home: "Crises ouvertes",
  played: "Exercices en cours",
  new: "Ouvrir une crise",
  enter: "Entrer dans la salle",
  enterRef: (ref: string, title: string) => `Entrer dans la salle : ${ref}, ${title}`,
  since: "Ouverte",
  runbook: "Procédure",
  lock: "Verrou",
  clock: "Prochaine horloge",
  noClock: "Aucune horloge en cours",
  exercise: "Exercice",
  all: "Voir toutes les crises",
  more: (n: number) => `et ${count(n)} autres`,
  column: { crisis: "Crise", state: "Fin", place: "Lieu", opened: "Ouverte", closed: "Terminée" },
  empty: {
    title: "Aucune crise pour l’instant",
    text: "Une crise s’ouvre d’un incident qui dépasse le traitement ordinaire : la procédure dit qui fait quoi, la cellule est appelée, et le verrou de communication suit la convention. En ouvrir une n’active encore rien : elle commence en veille.",
    action: "Ouvrir une crise",
    incidents: "Voir les incidents",
  },
  noneOpen: "Aucune crise n’est ouverte.",
} as const;

/** /crises/ouvrir */
export const crisisOpen = {
  title: "Ouvrir une crise",
  lead: "La crise commence en veille : rien n’est envoyé à la communauté, et vous verrez tout avant de confirmer.",
  from: (ref: string, title: string) =>
    `Depuis l’incident ${ref}, « ${title} » : tout est repris. Il reste à choisir la procédure.`,
  taken: (ref: string) => `Voir ou corriger ce qui est repris de ${ref}`,
  direct: "Un incident est déjà déclaré ? Ouvrez plutôt la crise depuis sa page : tout sera repris.",
  dispositif: "Dans quel dispositif ?",
  in: "Dispositif :",
  change: "En changer",
  place: "Où ?",
  placeHint: "Nom et commune, UAI, SIREN : « écuyers versailles », « 0781024P ».",
  placeOther: "Un autre lieu",
  placeFound: "Plusieurs lieux correspondent : lequel ?",
  category: "Quoi ?",
  perimeter: "Qui est concerné ?",
  personalData: "Des données personnelles sont-elles concernées ?",
  yes: "Oui",
  no: "Non",
  unknown: "On ne sait pas encore",
  crisisTitle: "Titre",
  summary: "Que se passe-t-il ?",
  summaryHint: "Les faits connus. N’écrivez ni mot de passe ni nom d’élève.",
  awareAt: "Depuis quand le savez-vous ?",
  awareAtHint: "Les horloges des autorités (CNIL : 72 h) courent de ce moment. Vide : à l’instant.",
  runbook: "Quelle procédure ?",
  runbookHint: "Celles qui sont écrites pour cette catégorie viennent d’abord.",
  proposed: "Proposée",
  approved: "Approuvée en commission",
  unapproved: "Pas encore approuvée : l’activer demandera la raison de la direction",
  noRunbook: {
    title: "Aucune procédure de crise dans ce dispositif",
    text: "Une crise suit une procédure écrite. Importez-en une, ou demandez à l’administration de la console.",
    action: "Voir les procédures",
  },
  others: "Autres procédures",
  triggers: "À quoi on la reconnaît",
  next: "Voir ce qui va se passer",
  edit: "Modifier",
  previewTitle: "Relisez, puis ouvrez la crise",
  confirm: (n: number) =>
    n === 0 ? "Ouvrir la crise" : `Ouvrir la crise et prévenir ${count(n)} personne${n > 1 ? "s" : ""}`,
  back: "Revenir sans rien faire",
  aware: "Connu depuis le",
  follows: (title: string, approved: boolean) =>
    approved
      ? `Procédure suivie : ${title}, approuvée.`
      : `Procédure suivie : ${title}, pas encore approuvée.`,
  approvedBecause:
    "Une procédure de crise est approuvée par une commission avant de servir ; sinon la direction de crise décide, par écrit, de la suivre.",
  lockLater: {
    crisis: "À l’activation, la messagerie de l’ENT sera le seul canal vers la communauté.",
    surete:
      "À l’activation, seuls les outils de l’ENT, ou un tiers à l’attestation RGS de moins d’un an, joindront la communauté.",
    none: "Cette procédure ne ferme aucun canal vers la communauté.",
  },
  wrong: {
    dispositif: "Choisissez le dispositif.",
    place: "Dites où cela se passe.",
    placeUnknown: (typed: string) => `Aucun lieu ne correspond à « ${typed} » dans ce dispositif.`,
    placeSeveral: "Plusieurs lieux correspondent : choisissez-en un.",
    category: "Choisissez ce qui ressemble le plus.",
    perimeter: "Dites qui est concerné.",
    title: "Donnez un titre.",
    summary: "Décrivez les faits en une ou deux phrases.",
    runbook: "Choisissez la procédure à suivre.",
    when: "Date non comprise : écrivez par exemple « hier 22h30 ».",
    future: "Cette date est dans le futur.",
    reused: "Ce formulaire a déjà servi à une autre ouverture : relisez, puis envoyez de nouveau.",
  },
  what: "ouvrir une crise",
  nobody: {
    title: "Vos fonctions ne permettent pas d’ouvrir une crise",
    text: "Ouvrir une crise revient à ceux que la convention désigne. Déclarez un incident : il les préviendra.",
    action: "Déclarer un incident",
  },
  incident: { link: "Ouvrir une crise", lead: "Si l’incident dépasse le traitement ordinaire." },
} as const;
