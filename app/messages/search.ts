/** The search of the header. */
export const search = {
  title: (q: string) => (q ? `Recherche : ${q}` : "Recherche"),
  incidents: "Incidents",
  kinds: {
    system: "Systèmes",
    homologation: "Homologations",
    "federation-member": "Fédération d’identité",
    "whitelist-request": "Liste blanche",
  },
  directory: "Annuaire",
  none: {
    title: "Rien ne correspond",
    text: "Essayez une référence (INC-2026-004, HOM-2026-001…), un UAI, le nom d’une école, d’une commune, d’un système ou d’une application.",
  },
  more: "Voir tout dans l’annuaire",
  moreIncidents: "Voir tout dans le registre",
} as const;
