/** Messages about requests of the whitelist. */
export const whitelistMail = {
  kind: "Liste blanche",
  late: "Une demande de la liste blanche attend une suite.",
  expected: "Ce qui est attendu",
  said: "Précisions",
  request: "La demande",
  what: (title: string, place: string, ref: string, dispositif: string) =>
    `${title}, demandée par ${place}\n${ref}, ${dispositif}`,
  press: "Ouvrir le dossier",
  hint: "La page demande de se connecter à la console.",
  automatic: "Message automatique de Tocsin.",
};
