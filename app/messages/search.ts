/** The search of the header. */
export const search = {
  title: (q: string) => (q ? `Recherche : ${q}` : "Recherche"),
  incidents: "Incidents",
  directory: "Annuaire",
  none: {
    title: "Rien ne correspond",
    text: "Essayez une référence (INC-2026-004), un UAI, le nom d’une école ou d’une commune.",
  },
  more: "Voir tout dans l’annuaire",
  moreIncidents: "Voir tout dans le registre",
} as const;
