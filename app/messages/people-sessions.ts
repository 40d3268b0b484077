/** The administrator's page of other people's sessions. */
export const peopleSessions = {
  title: "Connexions des personnes",
  lead: "Fermez les connexions de quelqu’un qui a perdu son téléphone, changé de poste ou dont le compte est douteux.",
  mine: "Mes propres connexions",
  search: "Nom ou adresse électronique",
  submit: "Chercher",
  caption: "Personnes trouvées",
  column: { person: "Personne", functions: "Fonctions", open: "Connexions ouvertes", action: "Action" },
  noFunction: "aucune fonction en cours",
  close: "Fermer ses connexions",
  closeFor: (name: string) => `Fermer les connexions de ${name}`,
  none: "Aucune",
  empty: {
    title: "Personne ne répond à cette recherche",
    text: "Essayez un seul mot du nom, ou le début de l’adresse.",
  },
  more: "Seules les 20 premières personnes sont montrées : précisez la recherche.",
  will: (count: number, name: string) =>
    count > 1
      ? `${count} connexions de ${name} seront fermées tout de suite.`
      : `La connexion de ${name} sera fermée tout de suite.`,
  again: "Cette personne pourra se reconnecter par un nouveau lien ; ses fonctions ne changent pas.",
  device: (device: string) => `Appareil : ${device}`,
  confirm: (count: number) => (count > 1 ? `Fermer ${count} connexions` : "Fermer la connexion"),
  done: (count: number, name: string) =>
    count === 0
      ? `Aucune connexion de ${name} n’était ouverte.`
      : `${count} connexion${count > 1 ? "s" : ""} de ${name} fermée${count > 1 ? "s" : ""}.`,
  nobodyOpen: (name: string) => `${name} n’a aucune connexion ouverte.`,
} as const;
