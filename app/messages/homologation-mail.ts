/** What the messages of homologations say beyond their own words. */
export const homologationMail = {
  kind: "Homologation",
  federation: "Fédération d’identité",
  what: "Ce qui se passe",
  expected: "Ce qui est attendu de vous",
  said: "Précision",
  open: "Ouvrir le dossier",
  signIn: "Il faut se connecter à la console.",
  choice: "choix de la console",
  because: (rule: string, article: string) =>
    article === "choix de la console"
      ? `Choix de la console (${rule}).`
      : `${/^\d/.test(article) ? `Article ${article}` : article} (règle ${rule}).`,
} as const;
