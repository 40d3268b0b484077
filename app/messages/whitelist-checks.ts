/** Facts that the console found by itself. */
export const checkWords = {
  https: (url: string) => `${url} est une adresse https.`,
  hostOk: (host: string, addresses: number) =>
    `« ${host} » mène à ${addresses} adresse${addresses > 1 ? "s" : ""}, toutes extérieures.`,
  answers: (status: number) => `Le service répond (${status}).`,
  certificate: (subject: string, issuer: string, day: string, chain: number) =>
    `Certificat de ${subject}, signé par ${issuer}, chaîne de ${chain}, valable jusqu’au ${day}.`,
  certificateSoon: (days: number) => `Il expire dans ${days} jours.`,
  certificateBad: (why: string) => `Certificat refusé : ${why}.`,
  problems: {
    CERT_HAS_EXPIRED: "il a expiré",
    DEPTH_ZERO_SELF_SIGNED_CERT: "il est signé par lui-même",
    SELF_SIGNED_CERT_IN_CHAIN: "son autorité n’est pas reconnue",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "sa chaîne est incomplète",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "son autorité n’est pas reconnue",
    ERR_TLS_CERT_ALTNAME_INVALID: "il n’est pas pour cet hôte",
  } as Record<string, string>,
  redirects: (count: number) =>
    count === 0
      ? "Aucune autre adresse à vérifier."
      : `${count} adresse${count > 1 ? "s" : ""} de retour, exacte${count > 1 ? "s" : ""}, sur l’hôte du service.`,
  redirectsElsewhere: (hosts: string) =>
    `Des adresses de retour sont sur un autre hôte que le service : ${hosts}.`,
  metadata: (entity: string, signed: boolean, acs: number) =>
    `Entité « ${entity} », ${acs} adresse${acs > 1 ? "s" : ""} de retour, ${signed ? "signature exacte" : "non signées"}.`,
  noMetadata: "Le protocole n’en demande pas.",
  unique: "Aucune autre demande en cours pour cette application et cette organisation.",
  same: (refs: string) => `La même organisation a déjà une demande pour cette application : ${refs}.`,
  others: (refs: string) => `D’autres organisations demandent ou utilisent cette application : ${refs}.`,
  sameHost: (refs: string) =>
    `Le même hôte est demandé sous une autre clé : ${refs}. Est-ce la même application ?`,
  notBad: "L’hôte n’est sur aucune liste d’hôtes signalés.",
  bad: (host: string, reason: string) => `« ${host} » est signalé : ${reason}.`,
  alone: "Aucun nom d’hôte de la liste ne lui ressemble.",
  looksLike: {
    letters: (host: string, other: string) =>
      `« ${host} » ressemble à « ${other} », déjà sur la liste : il se lit de même, avec des lettres d’un autre alphabet, un accent ou un chiffre. Vérifiez l’éditeur avant tout.`,
    near: (host: string, other: string) =>
      `« ${host} » ressemble à « ${other} », déjà sur la liste, à une lettre près. Vérifiez que c’est bien le même éditeur.`,
    ending: (host: string, other: string) =>
      `« ${host} » ressemble à « ${other} », déjà sur la liste : le même nom, sous une autre extension. Vérifiez que c’est bien le même éditeur.`,
    within: (host: string, other: string) =>
      `« ${host} » ressemble à « ${other} », déjà sur la liste : il en contient le nom, mais n’est pas de son domaine. Vérifiez que c’est bien le même éditeur.`,
    mixed: (host: string) =>
      `« ${host} » mêle des lettres de deux alphabets, comme le fait qui veut ressembler à un autre. Vérifiez l’éditeur avant tout.`,
  },
  gar: (name: string) => `Ressource du GAR : ${name}.`,
  notGar: "Cette application n’est pas dans la liste du GAR.",
  noGar: "La liste du GAR n’a pas été importée.",
  incidents: (refs: string) => `Des incidents ou crises ouverts la nomment : ${refs}.`,
  noIncident: "Aucun incident ni crise ouverts ne la nomment.",
};
