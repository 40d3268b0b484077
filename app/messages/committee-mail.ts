/** What the messages of instances and meetings say beyond their own words. */
export const committeeMail = {
  kinds: {
    convened: "Convocation",
    moved: "Séance déplacée",
    changed: "Ordre du jour modifié",
    cancelled: "Annulation",
    reminder: "Rappel",
    consultation: "Consultation écrite",
    closing: "Consultation : bientôt la fin",
    drafted: "Procès-verbal à valider",
    minutes: "Procès-verbal",
    year: "Séances de l’année",
  },
  what: "Ce qui se passe",
  when: "Quand et où",
  until: "Réponses attendues avant le",
  agenda: "Ordre du jour",
  changes: "Ce qui a changé",
  expected: "Ce qui est attendu de vous",
  said: "Le mot de l’auteur",
  range: (from: string, to: string, zone: string) => `Du ${from} au ${to}${zone ? ` (${zone})` : ""}`,
  link: (url: string) => `Visioconférence : ${url}`,
  open: {
    convened: "Ouvrir la séance et ses pièces",
    moved: "Ouvrir la séance",
    changed: "Ouvrir la séance et ses pièces",
    cancelled: "Ouvrir la séance",
    reminder: "Ouvrir la séance et ses pièces",
    consultation: "Répondre",
    closing: "Répondre",
    drafted: "Relire le procès-verbal",
    minutes: "Lire le procès-verbal (PDF)",
    year: "Ouvrir l’instance",
  },
  signIn: "Il faut se connecter à la console.",
  because: (rule: string, article: string) =>
    article === "choix de la console"
      ? `Choix de la console (${rule}).`
      : `${/^\d/.test(article) ? `Article ${article}` : article} (règle ${rule}).`,
} as const;
