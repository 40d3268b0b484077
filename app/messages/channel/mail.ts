/** Words of the form of mailing lists. */
export const mailForm = {
  name: "Listes de courriel, par le serveur de la console",
  about: "Une liste de diffusion par établissement et par profil, par le serveur de courriel de la console.",
  pattern: "Adresse de la liste d’un établissement et d’un profil",
  patternHint: "{profil} et {uai} sont remplacés, par exemple {profil}.{uai}@listes.exemple.fr",
} as const;
