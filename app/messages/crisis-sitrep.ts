import { perimeterLabels } from "#conventions/labels.ts";
import type { Perimeter } from "#conventions/schema/words.ts";
import { lower, severityLabel } from "./incident-words.ts";

const s = (n: number) => (n > 1 ? "s" : "");

/** Points de situation: page, form, print. */
export const sitrep = {
  titled: (ref: string, n: number) => `Point de situation n° ${n}, ${ref}`,
  heading: (n: number) => `Point de situation n° ${n}`,
  states: { draft: "Brouillon", validated: "Validé et envoyé", fresh: "À rédiger" },
  drafted: "Rédigé d’après le journal. Relisez et corrigez : c’est votre texte qui partira.",
  fields: {
    facts: "Faits nouveaux",
    impacts: "Impacts",
    actions: "Actions",
    decisions: "Décisions",
    communication: "Communication",
    nextAt: "Prochain point",
  },
  hints: {
    facts: "Ce qui est confirmé depuis le point précédent.",
    decisions: "Prises, puis attendues.",
    nextAt: "Par exemple « dans 2 h », « 18h30 », « demain 8h ».",
  },
  save: "Enregistrer le brouillon",
  review: "Relire avant l’envoi",
  edit: "Corriger le texte",
  confirm: (n: number) =>
    n > 0 ? `Valider et envoyer à ${n} personne${s(n)}` : "Valider ce point de situation",
  foreseen: {
    sent: (n: number) => `${n} personne${s(n)} recevr${n > 1 ? "ont" : "a"} ce point par courriel.`,
    unreachable: (n: number) => `${n} n’${n > 1 ? "ont" : "a"} pas d’adresse connue : à prévenir autrement.`,
    fixed: "Son texte ne pourra plus changer ; la suite ira dans le point suivant.",
    recorded: "La validation est inscrite au journal, à votre nom.",
  },
  what: { save: "enregistrer ce point", validate: "valider ce point de situation" },
  nextUnreadable: "Écrivez une heure ou une date à venir, comme « dans 2 h » ou « demain 8h ».",
  by: (name: string) => `rédigé par ${name}`,
  validated: "validé par",
  validatedBy: (name: string, date: string) => `Validé par ${name}, ${date}.`,
  draftedBy: (name: string, date: string) => `Brouillon de ${name}, ${date}.`,
  pdf: "Imprimer (PDF)",
  previous: (n: number) => `Point n° ${n}`,
  next: "Rédiger le point suivant",
  all: "Points de situation de cette crise",
  readOnly: "Ce point n’est pas encore rédigé, et votre fonction ne permet pas de le faire.",
  conflict:
    "La crise a changé pendant que vous écriviez. Votre texte est gardé : relisez-le, puis recommencez.",
  ruleOf: (own: boolean) =>
    own
      ? "Choix de la console, là où les textes se taisent."
      : "La procédure de crise dit ce que fait chaque acteur et comment les décisions se prennent.",
  forbidden: "Votre fonction ne permet pas cet acte dans cette crise.",
} as const;

/** What the draft says, each line by itself. */
export const drafted = {
  none: {
    facts: "Aucun fait nouveau confirmé depuis le point précédent.",
    actions: "Aucune action en cours.",
  },
  activated: "Cellule de crise activée.",
  exited: "Sortie de crise prononcée.",
  compromised: (what: string) => `Compromission confirmée à deux : ${what}.`,
  application: (what: string) => `Lien suspendu : ${what}.`,
  restored: (what: string) => `Compromission levée à deux : ${what}.`,
  notified: (authority: string, reference?: string) =>
    `Déclaré à : ${authority}${reference ? `, référence ${reference}` : ""}.`,
  unsure: "(non confirmé)",
  severity: (key: string) => `Gravité : ${lower(severityLabel(key))}.`,
  perimeter: (key: Perimeter, place: string) => `Périmètre : ${lower(perimeterLabels[key])} (${place}).`,
  schools: (n: number) => `${n} établissement${s(n)} désigné${s(n)}.`,
  personalData: (known: boolean | null) =>
    known === null
      ? "Données personnelles : à établir."
      : known
        ? "Des données personnelles sont concernées."
        : "Pas de données personnelles concernées à ce stade.",
  compromisedNow: (what: string) => `Compromis : ${what}.`,
  done: "Faites",
  running: "En cours",
  blocked: "Bloquées",
  skipped: "Passées",
  todo: "À prendre",
  late: "en retard",
  taken: "Prises",
  awaited: "Attendues",
  by: (who: string) => `décide : ${who}`,
  sent: (subject: string, channel: string) => `Message approuvé, par ${channel} : « ${subject} ».`,
  waiting: (subject: string) => `Message en attente d’approbation : « ${subject} ».`,
  refused: (subject: string) => `Message refusé : « ${subject} ».`,
  press: (title: string, state: string) => `Communiqué « ${title} » : ${state}.`,
  pressStates: { proposed: "en attente d’approbation", approved: "approuvé", refused: "refusé" },
  opened: (channel: string) => `Canal de substitution ouvert : ${channel}.`,
  shut: (channel: string) => `Canal fermé : ${channel}.`,
} as const;

/** The printed sheet. */
export const sitrepPrint = {
  service: "Tocsin, console de crise",
  dated: (date: string) => `Arrêté le ${date}`,
  printed: (date: string) => `Imprimé le ${date}`,
  draft: "BROUILLON, non validé",
  exercise: "EXERCICE",
  exerciseDetail: "Rien de ce qui figure ici n’est réel.",
  crisis: (ref: string, title: string) => `Crise ${ref} · ${title}`,
  page: (n: number, of: number) => `Page ${n} sur ${of}`,
  file: (ref: string, n: number) => `${ref}-point-${n}`,
} as const;
