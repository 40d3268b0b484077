/** The register of incidents: page, badges, exports. */
export const register = {
  title: "Registre des incidents",
  lead: "Les incidents que vos fonctions vous donnent à lire, du plus récent au plus ancien.",
  caption: "Incidents",
  filter: {
    text: "Référence, titre ou lieu",
    life: "Ouverts ou clos",
    lifeAll: "Tous",
    lives: { ouverts: "Ouverts", clos: "Clos" },
    state: "État",
    stateAll: "Tous les états",
    dispositif: "Dispositif",
    dispositifAll: "Tous les dispositifs",
    category: "Catégorie",
    categoryAll: "Toutes les catégories",
    severity: "Gravité",
    severityAll: "Toutes les gravités",
  },
  column: {
    incident: "Incident",
    place: "Lieu",
    state: "État",
    deadline: "Échéance",
    declared: "Déclaré",
  },
  noDeadline: "Aucune horloge en cours",
  breached: (count: number) => (count > 1 ? `${count} délais dépassés` : "Délai dépassé"),
  exercise: "Exercice",
  article: (article: string) => (/^\d/.test(article) ? `Article ${article}` : article),
  empty: {
    title: "Aucun incident pour l’instant",
    text: "Chaque incident déclaré dans votre périmètre apparaîtra ici, avec son état et le temps qui reste. Un doute suffit pour déclarer : la convention dit qui alerter, la console s’en charge.",
    action: "Déclarer un incident",
  },
  none: {
    title: "Aucun incident ne répond à ces filtres",
    text: "Élargissez la recherche, ou effacez les filtres pour revoir tout le registre.",
    action: "Voir tout le registre",
  },
  file: "registre-incidents",
  sheet: "Incidents",
  exported: {
    ref: "Référence",
    title: "Titre",
    state: "État",
    category: "Catégorie",
    certainty: "Certitude",
    severity: "Gravité",
    personalData: "Données personnelles",
    perimeter: "Périmètre",
    dispositif: "Dispositif",
    place: "Lieu",
    uai: "UAI",
    departement: "Département",
    opened: "Déclaré le",
    changed: "Changé le",
    closed: "Clos le",
    clock: "Prochaine échéance",
    due: "Échéance le",
    rule: "Règle",
    article: "Article",
    breaches: "Délais dépassés",
    exercise: "Exercice",
  },
  yes: "oui",
  no: "non",
  unknown: "non précisé",
} as const;

const states: Record<string, string> = {
  declared: "Déclaré",
  qualified: "Qualifié",
  handled: "Pris en charge",
  "follow-up-sent": "Suites données",
  closed: "Clos",
};
const severities: Record<string, string> = {
  minor: "Mineure",
  limited: "Limitée",
  major: "Majeure",
  maximal: "Maximale",
};

/** The word for a state of an incident. */
export const stateLabel = (state: string) => states[state] ?? state;
/** The word for a severity. */
export const severityLabel = (severity: string) => severities[severity] ?? severity;
