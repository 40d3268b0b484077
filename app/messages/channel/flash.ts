/** Words of the form of the home page of an ENT. */
export const flashForm = {
  name: "Page d’accueil d’un ENT de la famille Édifice",
  about: "Bandeau de la page d’accueil d’un ENT (edificeio/entcore), établissement par établissement.",
  login: "Identifiant d’un compte qui administre les établissements",
  color: "Couleur du bandeau",
  colors: {
    red: { label: "Rouge" },
    orange: { label: "Orange" },
    blue: { label: "Bleu" },
    green: { label: "Vert" },
  },
  days: "Durée si le message n’a pas de fin, en jours",
  daysHint: "De 1 à 30.",
  daysWrong: "Donnez un nombre de jours, de 1 à 30.",
  noStructure: (uai: string) => `le compte du canal n’administre pas l’établissement ${uai}`,
  over: "ce message a pris fin avant de pouvoir être affiché",
  already: "affiché lors d’un essai précédent dont la réponse s’était perdue",
  triedStructure: (name: string) => `trouver l’établissement « ${name} » parmi ceux que le compte administre`,
  ready: (name: string) => `connexion réussie, « ${name} » est administré par ce compte`,
  missing: (name: string) => `connexion réussie, mais « ${name} » n’est pas administré par ce compte`,
} as const;
