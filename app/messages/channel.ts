/** What is wrong with the settings of a channel, field by field. */
export const channelErrors = {
  required: "Faites un choix, ou renseignez ce champ.",
  login: "Donnez l’identifiant du compte qui écrit.",
  from: "Donnez l’identifiant ENT de l’expéditeur de l’avis.",
  pattern: "Donnez le modèle.",
  tooLong: (most: number) => `${most} caractères au plus.`,
  url: "Donnez l’adresse de l’ENT en https, sans identifiant ni paramètre, par exemple https://ent.exemple.fr.",
  patternProfile: "Le modèle doit contenir {profil}.",
  patternSchool: "Le modèle doit contenir {etablissement} ou {uai}.",
  patternUai: "Le modèle doit contenir {uai}.",
  patternMail: "Le modèle ne donne pas une adresse de courriel.",
  secret: "Donnez le mot de passe du compte.",
  clientSecret: "Donnez l’identifiant et le secret du client OAuth2.",
  unknown: "Ce canal n’existe pas.",
  opening: "ouvrir le canal avec ses réglages",
  connector: "Ce moyen ne peut pas ouvrir ce canal.",
  rate: "Donnez un nombre entier de 1 à 60 000, ou laissez vide.",
} as const;

/** Why a message could not leave by a channel: read by whoever sees to it. */
export const channelReasons = {
  notConfigured: (name: string) => `canal « ${name} » non configuré pour ce dispositif`,
  disabled: (name: string) => `canal « ${name} » désactivé pour ce dispositif`,
  settings: (name: string) => `réglages du canal « ${name} » incomplets : enregistrez-les de nouveau`,
  secret: (name: string) => `mot de passe du canal « ${name} » illisible : saisissez-le de nouveau`,
  address: "destinataire incompris : « UAI/profil » attendu",
  template: "ce message n’est pas un message à la communauté",
  noGroup: (name: string) => `aucun groupe « ${name} » n’est visible du compte du canal`,
  severalGroups: (name: string) => `plusieurs groupes portent le nom « ${name} »`,
  nobody: "le message n’a été remis à personne",
  perhapsSent: "réponse de l’ENT perdue : l’avis est peut-être parti, vérifiez avant de le renvoyer",
  groupsFound: (school: string, count: number, of: number, missing: string[]) =>
    missing.length === 0
      ? `connexion réussie, les ${of} groupes de « ${school} » sont visibles`
      : `connexion réussie, mais ${count === 0 ? "aucun groupe" : `${count} ${count > 1 ? "groupes" : "groupe"} sur ${of}`} de « ${school} » : ${missing.map((name) => `« ${name} »`).join(", ")} introuvable${missing.length > 1 ? "s" : ""}`,
  triedSignIn: (url: string, login: string) => `se connecter à ${url} avec le compte « ${login} »`,
  triedGroup: (name: string) => `trouver le groupe « ${name} »`,
  triedSmtp: "ouvrir une connexion au serveur de courriel de la console et s’y identifier",
  smtpReady: "Le serveur de courriel accepte la connexion.",
  smtpSilent: "Le serveur de courriel ne répond pas, ou refuse la connexion.",
  alreadySent: "parti lors d’un essai précédent dont la réponse s’était perdue",
  /** « 1 204 comptes atteints, 3 comptes non activés ». */
  reached: (sent: number, inactive: number, undelivered: number) =>
    [
      sent > 0 ? `${sent} ${sent > 1 ? "comptes atteints" : "compte atteint"}` : "",
      inactive > 0 ? `${inactive} ${inactive > 1 ? "comptes non activés" : "compte non activé"}` : "",
      undelivered > 0 ? `${undelivered} non remis` : "",
    ]
      .filter(Boolean)
      .join(", "),
} as const;

/** Why a measure could not be taken at the ENT. */
export const containmentReasons = {
  noAccount: (key: string) =>
    `aucun compte ne peut le faire à l’ENT : réglez le canal « ${channelNames[key] ?? key} » avec un ENT de la famille Édifice`,
  tooLate: (reason: string) => `délai dépassé, dernier essai : ${reason}`,
} as const;

export const channelNames: Record<string, string> = {
  "ent-messaging": "Messagerie de l’ENT",
  "ent-flash": "Bandeau de l’ENT",
  mail: "Listes de courriel",
  sms: "SMS",
  feed: "Flux Atom et JSON",
  phone: "Téléphone",
};
export const channelName = (key: string) =>
  channelNames[key] ?? (key.startsWith("third-party:") ? `Tiers « ${key.slice(12)} »` : key);
