import { listed } from "./communication.ts";

export type MessageTemplate = "message-approval" | "message-decision" | "message-news";

/** What e-mails about messages to the community say to professionals. */
export const messageMail = {
  /** In the subject, after the name of the console. */
  kind: {
    "message-approval": "Votre approbation",
    "message-decision": "Votre décision",
    "message-news": "Suite donnée",
  } satisfies Record<MessageTemplate, string>,
  reminder: "Rappel",
  late: "En retard",
  titles: {
    message: "Le message",
    expected: "Ce qui est attendu de vous",
    what: "De quoi il s’agit",
    said: "Ce qui vous est dit",
  },
  carrier: (name: string, process: string) => `${name} · niveau : ${process.toLowerCase()}`,
  reference: (ref: string, dispositif: string) => `${ref}, ${dispositif}`,
  press: {
    "message-approval": "Lire et répondre dans la console",
    "message-decision": "Lire et décider",
    "message-news": "Ouvrir le message dans la console",
  } satisfies Record<MessageTemplate, string>,
  signIn: "La console vous demandera de vous connecter.",
  pressHint:
    "La page s’ouvre sans mot de passe. Rien n’est décidé tant que vous n’y appuyez pas sur un bouton.",
  answerBy: (date: string, zone: string) => `Réponse attendue avant le ${date} (${zone}).`,
  tacit: (date: string, zone: string, article: string) =>
    `Sans réponse avant le ${date} (${zone}), votre accord est réputé donné (${article}).`,
} as const;

/** The page behind the link of a head of school: one decision, no sign-in, no script. */
export const decisionWords = {
  ask: "Publier ce message dans votre établissement ?",
  school: (name: string) => `Établissement : ${name}`,
  thanks: "Merci, c’est noté",
  answered: "Décision déjà enregistrée",
  over: "Le délai est passé",
  gone: "Ce message n’attend plus de décision",
  refuseTitle: "Refuser ce message",
  accept: "Accepter pour mon établissement",
  refuse: "Refuser…",
  refuseNow: "Refuser pour mon établissement",
  back: "Revenir sans refuser",
  reason: "Pourquoi ? Votre motif est transmis à l’auteur.",
  reasonMissing: (article: string) => `Écrivez votre motif : l’${article} le demande.`,
  to: (profiles: readonly string[]) => `Pour : ${listed(profiles)}`,
  by: (carrier: string) => `De : ${carrier}`,
  dates: (from: string | null, to: string | null) =>
    from && to ? `Du ${from} au ${to}` : from ? `À partir du ${from}` : to ? `Jusqu’au ${to}` : "",
  silence: (date: string, zone: string, article: string) =>
    `Sans réponse de votre part avant le ${date} (${zone}), votre accord est réputé donné (${article}).`,
  alone: "Votre décision ne concerne que votre établissement.",
  message: "Le message",
  sms: "Le SMS",
  survey: "Questionnaire",
  files: "Pièces jointes, à lire après connexion",
  why: "Pourquoi vous",
  accepted: (school: string) =>
    `Votre accord est enregistré : ce message paraîtra sur le portail de ${school}. Vous pouvez fermer cette page.`,
  refused: (school: string) =>
    `Votre refus est enregistré : ce message ne paraîtra pas sur le portail de ${school}. Son auteur lira votre motif. Vous pouvez fermer cette page.`,
  was: {
    accepted: (by: string, date: string, zone: string) => `${by} a accepté ce message le ${date} (${zone}).`,
    refused: (by: string, date: string, zone: string) => `${by} a refusé ce message le ${date} (${zone}).`,
    tacit: (date: string, zone: string, article: string) =>
      `Le délai a pris fin le ${date} (${zone}) sans réponse : l’accord de l’établissement est réputé donné (${article}).`,
    closed: "L’établissement est fermé dans l’annuaire : le message n’y paraîtra pas.",
  },
  withdrawn: "Ce message a été retiré ou rejeté : il n’y a plus rien à décider.",
  notYours:
    "Cette demande vous est parvenue à défaut de chef d’établissement : connectez-vous à la console pour voir qui peut décider.",
  reasonWas: (reason: string) => `Motif : « ${reason} »`,
  change: "Une erreur ? Écrivez à l’auteur du message : une décision enregistrée ne se reprend pas ici.",
} as const;
