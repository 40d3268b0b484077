import type { CrisisTemplate } from "#machines/effects.ts";

type Template = CrisisTemplate | "reminder" | "escalation";

/** What the messages of a crisis to professionals say, and the page behind the link of a call. */
export const crisisMail = {
  /** In the subject, after the name of the console. */
  kind: {
    "cell-call": "Cellule de crise",
    crisis: "Crise",
    sitrep: "Point de situation",
    "message-approval": "Votre approbation",
    "exercise-call": "Vous êtes joueur",
    inject: "Stimulus",
    reminder: "Rappel · Cellule de crise",
    escalation: "À votre tour · Cellule de crise",
  } satisfies Record<Template, string>,
  lead: {
    "cell-call": (ref: string, seat: string) =>
      `Vous êtes appelé dans la cellule de crise ${ref}${as(seat)}.`,
    crisis: (_ref: string, _seat: string, statement: string) => statement,
    sitrep: (ref: string) => `Voici le point de situation de la crise ${ref}.`,
    "message-approval": (_ref: string, _seat: string, statement: string) => statement,
    "exercise-call": (_ref: string, _seat: string, statement: string) => statement,
    inject: (_ref: string, _seat: string, statement: string) => statement,
    reminder: (ref: string, seat: string) =>
      `Vous êtes appelé dans la cellule de crise ${ref}${as(seat)}. Un premier message vous a été envoyé ; votre réponse manque encore.`,
    escalation: (ref: string, seat: string) =>
      `Vous êtes maintenant appelé dans la cellule de crise ${ref}${as(seat)}.`,
  } satisfies Record<Template, (ref: string, seat: string, statement: string) => string>,
  titles: {
    what: "Ce qui se passe",
    expected: "Ce qui est attendu de vous",
    said: "Ce qui vous est transmis",
    sitrep: "La situation",
    approve: "Le message à approuver",
    whom: "Qui appeler",
  },
  decided: (date: string, zone: string) => `Situation au ${date} (${zone})`,
  press: {
    "cell-call": "Je rejoins la cellule",
    crisis: "J’ai lu",
    sitrep: "Lire le point dans la console",
    "message-approval": "Lire et répondre dans la console",
    "exercise-call": "J’ai noté",
    inject: "J’ai reçu",
    reminder: "Je rejoins la cellule",
    escalation: "Je rejoins la cellule",
  } satisfies Record<Template, string>,
  /** Under a button that opens the console rather than the page of one press. */
  signIn: "La console vous demandera de vous connecter.",
  room: "Salle de crise (après connexion)",
  unanswered: (who: string) => `${who} a été appelé et n’a pas répondu dans le délai prévu.`,
  unreached: (who: string) => `Le message adressé à ${who} n’a pas pu lui être remis.`,
  page: {
    ask: "La cellule de crise vous attend",
    told: "Une crise vous concerne",
    answered: "Réponse déjà enregistrée",
    thanks: "Merci, c’est noté",
    notMe:
      "Votre réponse est enregistrée : cet appel n’est pas pour vous. Une autre personne sera sollicitée. Vous pouvez fermer cette page.",
    taken: "Votre réponse est enregistrée : vous rejoignez la cellule. Il n’y aura plus de relance.",
    read: "Votre réponse est enregistrée : vous avez lu ce message.",
    openRoom: "Ouvrir la salle de crise",
    answeredTaken: (by: string, date: string, zone: string) =>
      `${by} a répondu « Je rejoins la cellule » le ${date} (${zone}).`,
    answeredRead: (by: string, date: string, zone: string) => `${by} a lu ce message le ${date} (${zone}).`,
    answeredNotMe: (by: string, date: string, zone: string) =>
      `${by} a répondu « Ce n’est pas moi » le ${date} (${zone}). Une autre personne est sollicitée.`,
    takenBy: (name: string) => `${name} a déjà rejoint la cellule à ce siège. Votre réponse reste utile.`,
    closed: (date: string, zone: string) =>
      `Cette crise est close depuis le ${date} (${zone}). Votre réponse reste enregistrée au dossier.`,
    call: (name: string) => `Une question, un doute : appelez ${name}`,
    noCall: "Aucun numéro n’est connu de l’annuaire : appelez votre hiérarchie par la voie habituelle.",
  },
} as const;

const as = (seat: string) => (seat ? ` comme ${seat}` : "");
