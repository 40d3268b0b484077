/** Subjects of what waits, by the first part of their address. */
const names: Record<string, string> = {
  incidents: "Incidents",
  crises: "Crises",
  messages: "Messages",
  exercices: "Exercices",
  joignabilite: "Joignabilité",
  homologation: "Homologation",
  "liste-blanche": "Liste blanche",
  instances: "Instances",
};

/** The home page. */
export const home = {
  title: "Ce qui m’attend",
  about: (subject: string) => `Ce qui m’attend : ${(names[subject] ?? "tout").toLowerCase()}`,
  page: "Accueil",
  /** What a crisis asks: it has no place of its own. */
  call: (template: string) =>
    ({
      "cell-call": "Vous êtes appelé dans la cellule de crise.",
      reachability: "Un test de la chaîne d’alerte attend votre réponse.",
      crisis: "Une crise vous concerne : lisez ce qui vous est demandé.",
      "message-approval": "Un message à la communauté attend votre approbation.",
    })[template] ?? "La cellule de crise attend votre réponse.",
  enter: "Entrer dans la salle",
  alert: (template: string, place: string) =>
    ({
      alert: `Une alerte attend votre réponse : ${place}.`,
      suspension: `Un avis de suspension attend votre réponse : ${place}.`,
      escalation: `On se tourne vers vous, faute de réponse : ${place}.`,
      "follow-up": `Des suites vous sont données : ${place}.`,
      breach: `Un délai est dépassé : ${place}.`,
    })[template] ?? `Un message attend votre réponse : ${place}.`,
  answer: "Lire et répondre",
  see: "Voir",
  clock: (name: string) => `Horloge : ${name}.`,
  step: (title: string) => `Prochaine étape : ${title.charAt(0).toLowerCase()}${title.slice(1)}.`,
  exercise: "Exercice",
  nothing: {
    title: "Rien ne vous attend",
    text: "Les alertes qui vous sont adressées, les délais qui courent pour vous et les tâches à régler apparaîtront ici, le plus pressé d’abord.",
  },
  more: (n: number) =>
    n > 1 ? `Et ${n} autres demandes de ce dossier.` : "Et une autre demande de ce dossier.",
  subjects: {
    title: "Tout ce qui m’attend, par sujet",
    all: (n: number) => `Tout (${n})`,
    first: "Le plus pressé",
    one: (name: string, n: number) => `${name} (${n})`,
    names,
  },
  followed: "Incidents que j’ai déclarés ou que je suis",
  mine: "déclaré par vous",
  all: "Tous les incidents",
  none: {
    title: "Aucun incident pour l’instant",
    text: "Un doute suffit pour déclarer : la convention dit qui alerter, la console s’en charge. Cela prend moins d’une minute.",
    action: "Déclarer un incident",
  },
  news: (n: number) => (n > 1 ? `${n} nouveautés` : "1 nouveauté"),
  refresh: "Actualiser",
} as const;
