/** The feed of a dispositif as a channel, and what it says to who reads it. */
export const feedForm = {
  name: "Flux Atom et JSON",
  about:
    "Les actualités publiées, pour les portails des collectivités (MBN-5.5). Qui peut le lire se règle à la page « Abonnements et flux ».",
  ready: "le flux est servi par la console elle-même",
  tried: "Lire le flux",
} as const;

export const feedWords = {
  title: (dispositif: string) => `Actualités de ${dispositif}`,
  titleOf: (school: string) => `Actualités de ${school}`,
  subtitle: "Messages publiés à la communauté, tant qu’ils sont en cours.",
  /** Where a feed speaks of all schools at once. */
  anySchool: {
    etablissement: "votre établissement",
    uai: "l’UAI de votre établissement",
    ville: "votre commune",
    adresse: "l’adresse de votre établissement",
    telephone: "le téléphone de votre établissement",
    courriel: "le courriel de votre établissement",
    departement: "votre département",
    academie: "votre académie",
    region: "votre région",
    chefEtablissement: "votre chef d’établissement",
  },
} as const;
