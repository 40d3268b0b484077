const versions = (n: number) => `${n} version${n > 1 ? "s" : ""}`;

export const runbookStates: Record<
  string,
  { label: string; tone: "success" | "info" | "warning" | "neutral" }
> = {
  draft: { label: "En préparation", tone: "neutral" },
  submitted: { label: "À l’examen", tone: "info" },
  approved: { label: "Approuvée", tone: "info" },
  "in-force": { label: "En vigueur", tone: "success" },
  superseded: { label: "Remplacée", tone: "neutral" },
  retired: { label: "Retirée", tone: "warning" },
};

/** What the pages of crisis procedures say. */
export const runbook = {
  title: "Procédures de crise",
  lead: "Ce que fait chaque acteur, les instances à réunir, comment on décide. Seule une version approuvée en commission sert pour de vrai ; une autre ne sert que par décision inscrite de la direction de crise.",
  empty: {
    title: "Aucune procédure",
    text: "Les procédures livrées avec la console arrivent ici au démarrage, pour chaque dispositif.",
  },
  inForce: (version: number) => `Version ${version} en vigueur`,
  noneInForce: "Aucune version en vigueur",
  newer: (version: number, state: string) => `version ${version} ${state.toLocaleLowerCase("fr")}`,
  review: "À réexaminer avant le",
  overdue: "Réexamen en retard depuis le",
  due: "À réexaminer",
  versions: {
    title: "Versions",
    count: versions,
    one: (version: number) => `Version ${version}`,
    drafted: "écrite",
    submitted: "soumise",
    approved: (instance: string) => `approuvée par ${instance}`,
    minutes: (reference: string) => `procès-verbal ${reference}`,
    returned: (reason: string) => `renvoyée : ${reason}`,
    enforced: "mise en vigueur",
    retired: (reason: string) => `retirée : ${reason}`,
    read: "Lire",
    compare: "Comparer à la suivante",
    shown: (version: number) => `Texte de la version ${version}`,
  },
  diff: {
    title: (from: number, to: number) => `De la version ${from} à la version ${to}`,
    counts: (added: number, removed: number) =>
      `${added} ligne${added > 1 ? "s" : ""} ajoutée${added > 1 ? "s" : ""}, ${removed} retirée${removed > 1 ? "s" : ""}`,
    added: "Ajouté",
    removed: "Retiré",
    skipped: (n: number) => `… ${n} ligne${n > 1 ? "s" : ""} inchangée${n > 1 ? "s" : ""}`,
    same: "Les deux textes sont les mêmes.",
  },
  text: {
    triggers: "Déclencheurs",
    activation: "Critères d’activation",
    exit: "Critères de sortie",
    lock: {
      title: "Verrou",
      crisis: "Une crise sur cette procédure ferme tout sauf la messagerie de l’ENT.",
      surete: "Sûreté : outils de l’ENT, ou tiers attesté depuis moins d’un an.",
      none: "Cette procédure ne ferme aucun canal.",
    },
    within: (minutes: number) =>
      minutes % 1_440 === 0
        ? `${minutes / 1_440} j`
        : minutes % 60 === 0
          ? `${minutes / 60} h`
          : `${minutes} min`,
    step: "Étape",
    decision: "Décision",
    proof: "Preuve",
    after: "Après",
    templates: "Modèles de messages",
    parties: {
      cellule: "cellule",
      academie: "académie",
      collectivite: "collectivité",
      etablissement: "établissement",
      prestataire: "prestataire",
    },
  },
  acts: {
    "runbook.submitted": {
      title: "Soumettre à une commission",
      lead: "La version passe à l’examen : elle ne se modifie plus tant qu’une commission ne l’a pas approuvée ou renvoyée.",
      button: "Soumettre cette version",
      what: "soumettre la version",
    },
    "runbook.approved": {
      title: "Consigner l’approbation d’une commission",
      lead: "Une procédure est mise à jour dans les commissions d’homologation (article 6.2) : la séance et son procès-verbal sont inscrits au journal.",
      button: "Consigner l’approbation",
      what: "consigner l’approbation",
    },
    "runbook.returned": {
      title: "Renvoyer en préparation",
      lead: "La version redevient un projet ; celle en vigueur le reste.",
      button: "Renvoyer cette version",
      what: "renvoyer la version",
    },
    "runbook.enforced": {
      title: "Mettre en vigueur",
      lead: "Les crises ouvertes ensuite se conduisent sur ce texte ; celles en cours gardent le leur. L’horloge du réexamen démarre (12 mois, choix de la console).",
      button: "Mettre cette version en vigueur",
      what: "mettre la version en vigueur",
    },
    "runbook.retired": {
      title: "Retirer la procédure",
      lead: "Plus aucune version ne sera en vigueur : une crise ne pourra s’y conduire que par décision inscrite de la direction.",
      button: "Retirer la version en vigueur",
      what: "retirer la procédure",
    },
    "runbook.revised": {
      title: "Écrire une nouvelle version",
      lead: "Modifiez le texte ou déposez un fichier. Une faute est montrée avec sa ligne et ne change rien ; la version en vigueur le reste.",
      button: "Contrôler et enregistrer",
      what: "enregistrer la version",
    },
  },
  fields: {
    note: "Note",
    instance: "Instance",
    meetingOn: "Date de la séance",
    minutes: "Procès-verbal",
    minutesHint: "Référence, et où il est conservé.",
    reason: "Raison",
    text: "Texte de la procédure",
    textHint: "Le numéro « version: » doit croître à chaque version déjà vue par une commission.",
    file: "Ou un fichier .md",
    problems: (n: number) => `${n} faute${n > 1 ? "s" : ""} : rien n’a été enregistré`,
  },
  wrong: { day: "Une date qui existe, écrite JJ/MM/AAAA.", key: "une procédure de même clé" },
  done: "C’est inscrit au journal.",
} as const;
