const progressWords: Record<string, string> = {
  accepted: "accepté",
  delivered: "remis",
  read: "lu",
  failed: "échec signalé après coup",
};

/** Words of the settings page of channels. */
export const channelPage = {
  title: "Canaux vers la communauté",
  lead: "Par où ce dispositif écrit aux familles, aux élèves, aux enseignants et aux personnels. Le verrou de communication décide, message par message, de ce qui part.",
  professional:
    "Les alertes professionnelles partent par le serveur de courriel de la console : elles ne passent pas par ces canaux et ne sont jamais verrouillées.",
  states: {
    absent: "Non configuré",
    disabled: "Désactivé",
    unknown: "Jamais essayé",
    ok: "En service",
    failing: "En panne",
  },
  checked: "État constaté",
  absent:
    "Tant que ce canal n’est pas configuré, un message qui devait y passer est refusé et vous en êtes averti.",
  set: "Régler",
  setFor: (name: string) => `Régler : ${name}`,
  test: "Essayer sans rien envoyer",
  testFor: (name: string) => `Essayer sans rien envoyer : ${name}`,
  form: (name: string) => `Régler : ${name}`,
  back: "Revenir aux canaux",
  save: "Enregistrer ce canal",
  saved: (name: string) => `Réglages enregistrés : ${name}. Ils s’appliquent dans les dix secondes.`,
  enabled: "Ce canal est en service",
  enabledHint: "Décoché, tout message qui devait y passer est refusé, avec la raison.",
  kept: "Une valeur est enregistrée, chiffrée ; elle ne peut pas être relue. Laissez vide pour la garder. Elle est redemandée si l’adresse ou l’identifiant change.",
  secretHint: "Elle est chiffrée et ne sera plus jamais affichée.",
  words: "Comment s’appelle chaque profil",
  wordsHint: "Ce qui remplace {profil}.",
  rate: "Messages par minute, au plus",
  rateHint: (proposed: number | null) =>
    proposed
      ? `Tous les serveurs de la console ensemble. Laissez vide pour ${proposed} par minute.`
      : "Tous les serveurs de la console ensemble. Laissez vide pour aller aussi vite que l’autre côté répond.",
  rateShort: "Débit",
  rateOf: (rate: number | null) =>
    rate ? `${rate} par minute au plus` : "aussi vite que l’autre côté répond",
  knowsShort: "Ce que l’on saura",
  knows: (what: readonly string[]) =>
    ["envoyé", ...what.map((one) => progressWords[one] ?? one)].join(", ") +
    (what.length === 0 ? " seulement" : ""),
  waysOf: "Ce canal peut passer par :",
  wayChosen: (name: string) => `${name} (choisi)`,
  choices: (names: string[]) => `Peut passer par : ${names.join(" ; ")}.`,
  spent: "Dépensé",
  callback: "Adresse à donner au service pour qu’il y envoie ses statuts, signés :",
  lastTest: "Dernier essai, le",
  testOutcome: (ok: boolean) => (ok ? "réussi" : "en échec"),
  stepOutcome: (ok: boolean) => (ok ? "oui" : "non"),
  testSendsNothing: "Un essai n’envoie rien à personne.",
  profiles: { families: "Familles", pupils: "Élèves", teachers: "Enseignants", staff: "Personnels" },
  notMine: "Ce dispositif n’existe pas, ou ses canaux ne sont pas les vôtres.",
} as const;
