import { number } from "./incident-words.ts";

/** The page of an incident. */
export const page = {
  titled: (ref: string, title: string) => `${ref} · ${title}`,
  exercise: "Exercice",
  nearest: (name: string, due: boolean) => `${due ? "Prochaine échéance" : "Devoir ouvert"} : ${name}`,
  noClock: "Aucune horloge en cours",
  ackLead: "Cette alerte vous attend.",
  ack: "J’ai lu et je m’en occupe",
  notMe: "Ce n’est pas moi",
  acked: "Votre réponse est enregistrée. Les relances qui vous étaient destinées s’arrêtent.",
  nextStep: "À vous de jouer",
  others: "Autres actions",
  notYours: "Réservé à d’autres",
  facts: {
    title: "Faits",
    what: "Quoi",
    certainty: "Certitude",
    where: "Où",
    noticed: "Constaté",
    declared: "Déclaré",
    by: (name: string) => `par ${name}`,
    perimeter: "Concerne",
    personalData: "Données personnelles",
    yes: "Oui",
    no: "Non",
    unknown: "On ne sait pas encore",
    compromises: "Compromis",
    severity: "Gravité",
    field: "Champ",
    fieldProposed: (name: string) => `${name} (proposé, à qualifier)`,
    cnil: "CNIL",
    cnilRef: (reference: string) => `référence ${reference}`,
    dispositif: "Dispositif",
    description: "Description",
  },
  clocks: {
    title: "Délais",
    none: "La convention ne fixe aucun délai pour cet incident.",
    settled: "le",
  },
  tasks: {
    title: "À régler",
    done: "Fait",
    doneTitle: (n: number) => `${n} tâche${n > 1 ? "s" : ""} réglée${n > 1 ? "s" : ""}`,
    for: (label: string) => `Pour : ${label}`,
    close: "C’est fait",
    gaps: "Qui n’a pas de titulaire joignable",
  },
  attachments: {
    title: "Pièces jointes",
    none: "Aucune pièce jointe.",
    add: "Joindre",
    choose: "Choisissez au moins un fichier.",
    refused: (name: string, why: string) => `« ${name} » : ${why}`,
    size: (bytes: number) =>
      bytes < 1_000_000
        ? `${Math.max(1, Math.round(bytes / 1000))} ko`
        : `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} Mo`,
  },
  people: {
    title: "Alerte",
    none: "Personne n’a encore été alerté.",
    answered: (answered: number, total: number) =>
      answered === 0
        ? `Personne n’a encore répondu, sur ${number(total)}`
        : total === answered
          ? `${number(total)} sur ${number(total)} : tout le monde a répondu`
          : `${number(answered)} sur ${number(total)} ${answered > 1 ? "ont" : "a"} répondu`,
    failed: (n: number) => `${number(n)} en échec`,
    wave: (name: string, total: number) => `${name} · ${number(total)} destinataire${total > 1 ? "s" : ""}`,
    by: (channel: string) => `par ${channel}`,
    reminded: (n: number) => `relancé ${n === 1 ? "une fois" : `${n} fois`}`,
    remindIn: "relance",
    resend: "Renvoyer",
    resendTo: (name: string) => `Renvoyer à ${name}`,
    tiles: "Réponses par département",
    outside: "Sans département",
    departement: (code: string) => `Département ${code}`,
    all: "Voir chaque personne",
    back: "Revenir aux tuiles",
    caption: (departement: string) =>
      departement === "tous"
        ? "Toutes les personnes alertées"
        : departement === "-"
          ? "Personnes alertées, sans département"
          : `Personnes alertées, département ${departement}`,
    columns: { who: "Qui", place: "Organisation", state: "État", at: "Heure", why: "Règle" },
  },
  changed: "La page vient d’être mise à jour.",
} as const;
