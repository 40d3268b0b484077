import { listed, schools } from "./communication.ts";

/** What « Ce qui m’attend » says of messages. */
export const messageHome = {
  untitled: "Message sans titre",
  t1: (author: string) => `Un message attend la validation de votre autorité : ${author}.`,
  t2: (author: string, names: readonly string[]) =>
    `Un message attend votre décision pour ${names.length > 3 ? schools(names.length) : listed(names)} : ${author}.`,
  approval: (author: string) => `Un message de crise attend votre approbation : ${author}.`,
  adaptation: () => "Des adaptations de votre message attendent votre réponse.",
  review: (author: string) => `Un message urgent attend d’être examiné : ${author}.`,
  decide: "Lire et décider",
  buttons: {
    t1: "Lire et répondre",
    t2: "Lire et décider",
    approval: "Lire et répondre",
    adaptation: "Voir les adaptations",
    review: "Consigner l’examen",
  },
} as const;
