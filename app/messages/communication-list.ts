import { schools } from "./communication.ts";

/** The list of messages: page, filters, exports. */
export const messageList = {
  title: "Messages à la communauté",
  lead: "Ce que les collectivités, les académies et la Région écrivent aux familles, aux élèves et aux personnels.",
  new: "Nouveau message",
  caption: "Messages",
  reviews: "Messages urgents à examiner",
  urgent: "Compilation des messages urgents",
  waiting: (n: number) =>
    n > 1 ? `${n} messages attendent votre réponse` : "1 message attend votre réponse",
  next: "Répondre au premier",
  filter: {
    text: "Référence, titre ou auteur",
    process: "Niveau",
    processAll: "Tous les niveaux",
    state: "État",
    stateAll: "Tous les états",
    waiting: "Attente",
    waitingAll: "Tous les messages",
    waitings: { moi: "Qui attendent ma réponse", autres: "Qui attendent quelqu’un" },
    dispositif: "Dispositif",
    dispositifAll: "Tous les dispositifs",
  },
  column: {
    message: "Message",
    author: "Auteur",
    state: "État",
    answers: "Établissements",
    deadline: "Échéance",
    changed: "Dernier changement",
  },
  untitled: "Message sans titre",
  mine: "attend votre réponse",
  exercise: "Exercice",
  answers: (answered: number, total: number) =>
    total === 0 ? "–" : `${answered} sur ${schools(total)} ont répondu`,
  noDeadline: "Aucune horloge en cours",
  empty: {
    title: "Aucun message pour l’instant",
    text: "Chaque message préparé dans votre périmètre apparaîtra ici, avec son état et qui doit répondre. Quatre niveaux existent ; chacun a sa procédure.",
    action: "Préparer un message",
    levels: "Les quatre niveaux",
  },
  none: {
    title: "Aucun message ne répond à ces filtres",
    text: "Élargissez la recherche, ou effacez les filtres pour revoir tous les messages.",
    action: "Voir tous les messages",
  },
  file: "messages",
  sheet: "Messages",
  exported: {
    ref: "Référence",
    title: "Titre",
    process: "Niveau",
    topic: "Sujet",
    state: "État",
    author: "Auteur",
    dispositif: "Dispositif",
    profiles: "Profils",
    channels: "Canaux",
    schools: "Établissements",
    accepted: "Acceptés",
    refused: "Refusés",
    tacit: "Accords tacites",
    pending: "En attente",
    starts: "Début",
    ends: "Fin",
    opened: "Rédigé le",
    changed: "Changé le",
    clock: "Prochaine échéance",
    due: "Échéance le",
    article: "Article",
    exercise: "Exercice",
  },
} as const;

/** Messages of a crisis, in its room. */
export const crisisMessages = {
  title: "Messages à la communauté",
  none: "Aucun message n’est écrit pour cette crise.",
  before: "réponse avant le",
} as const;
