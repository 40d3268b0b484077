/** What is wrong with a request described in configuration. */
export const httpErrors = {
  url: "Donnez une adresse en https ; le nom du serveur s’écrit en entier, sans accolades ni identifiant.",
  place: "Une place entre accolades n’est pas connue : voyez la liste sous le corps de la requête.",
  path: "Donnez un chemin tel que messages.0.id.",
  long: "Ce champ est trop long.",
  choice: "Faites un choix.",
  body: "Donnez le corps de la requête.",
  json: "Le corps n’est pas du JSON.",
  form: "Donnez des champs, par exemple to={destinataires}&text={texte}.",
  states: "Une ligne par état : accepted, delivered, read ou failed, puis « = » et les mots du fournisseur.",
  price: "Donnez un prix par SMS en euros, par exemple 0,0450.",
  amount: "Donnez un montant en euros, ou laissez vide pour ne pas plafonner.",
  parts: "Donnez un nombre de 1 à 50.",
  table: "Une ligne par établissement et profil : UAI/profil = numéros ou liste.",
  to: "Donnez la liste d’un établissement et d’un profil, avec {uai} et {profil}, ou une table.",
} as const;

const places =
  "{cle} la clé qui reste la même à chaque essai, {destinataire}, {destinataires}, {objet}, {texte}, {html}, {uai}, {etablissement}, {profil}, {expediteur}, {secret}, {retour} l’adresse des statuts";
/** Words of the form of a request described in configuration. */
export const httpForm = {
  name: "Requête HTTP décrite ici",
  about:
    "Un service qui n’a pas de connecteur à lui (Skolengo, Beneylu et d’autres ne publient pas d’API de messagerie) : vous décrivez la requête et sa réponse.",
  request: { legend: "La requête", hint: "Une requête par établissement et profil." },
  answer: { legend: "La réponse", hint: "Où lire ce que le service a répondu." },
  after: {
    legend: "Les statuts, après l’envoi",
    hint: "Facultatif : demandés par la console, ou envoyés par le service à l’adresse {retour}, signés.",
  },
  url: "Adresse",
  urlHint: "Par exemple https://api.exemple.fr/messages",
  method: "Méthode",
  methods: { POST: { label: "POST" }, PUT: { label: "PUT" } },
  headers: "En-têtes",
  headersHint: "Une ligne par en-tête, par exemple Authorization: Bearer {secret}",
  bodyType: "Forme du corps",
  bodyTypes: { json: { label: "JSON" }, form: { label: "Formulaire" } },
  body: "Corps",
  bodyHint: `Places remplacées : ${places}.`,
  secret: "Secret du service",
  to: "Destinataire d’un établissement et d’un profil",
  toHint:
    "Identifiant d’un groupe ou d’une liste chez le service ; {uai}, {etablissement} et {profil} sont remplacés.",
  idPath: "Chemin de l’identifiant du message",
  idPathHint: "Par exemple data.id. Sans lui, aucun statut ne pourra être rapproché.",
  okPath: "Chemin de ce qui dit que le message est pris",
  okPathHint: "Facultatif. Sans lui, une réponse 2xx sans erreur vaut acceptation.",
  okValues: "Valeurs qui valent acceptation",
  okValuesHint: "Séparées par des virgules, par exemple ok, queued",
  errorPath: "Chemin de l’erreur",
  errorPathHint: "Présente et non vide, la réponse est un refus, même avec un statut 200.",
  finalErrors: "Erreurs sans appel",
  finalErrorsHint: "Séparées par des virgules : inutile de réessayer. Les autres sont retentées.",
  again: "Si une réponse se perd",
  agains: {
    safe: {
      label: "Le service reconnaît la clé : redemander",
      hint: "La clé part dans l’en-tête Idempotency-Key et à la place {cle}. Personne ne reçoit deux fois.",
    },
    never: {
      label: "Il ne la reconnaît pas : ne pas redemander",
      hint: "Une personne est prévenue que le message est peut-être parti.",
    },
  },
  statusUrl: "Adresse du statut d’un message",
  statusUrlHint: "Par exemple https://api.exemple.fr/messages/{identifiant}",
  statusPath: "Chemin de l’état dans cette réponse",
  states: "Ce que veulent dire les états",
  statesHint: "Une ligne par état, par exemple delivered = DELIVRD, remis puis failed = UNDELIV, rejeté",
  callbackHeader: "En-tête de la signature des statuts reçus",
  callbackHeaderHint: "HMAC-SHA256 du corps, en hexadécimal ou en base64.",
  callbackSecret: "Secret de cette signature",
  callbackItems: "Chemin de la liste des statuts reçus",
  callbackItemsHint: "Vide : le corps est un seul statut, ou une liste.",
  callbackId: "Chemin de l’identifiant dans un statut reçu",
  callbackState: "Chemin de l’état dans un statut reçu",
} as const;

/** Why a message described in configuration did not leave, or may have. */
export const httpReasons = {
  refused: (code: string) => `le service refuse le message${code ? ` (${code})` : ""}`,
  failing: (status: number) => `le service est en erreur (${status})`,
  credentials: "le service refuse nos identifiants",
  redirected: "le service renvoie vers une autre adresse : elle n’est pas suivie",
  notUnderstood: "réponse incomprise du service",
  perhapsSent: "réponse perdue : le message est peut-être parti, vérifiez avant de le renvoyer",
  sameId:
    "le service a déjà donné cet identifiant à un autre envoi : les statuts ne pourront pas être rapprochés",
  noId: "le service n’a pas donné d’identifiant",
  triedRequest: (url: string) => `préparer la requête vers ${url} pour un établissement`,
  triedReach: (host: string) => `ouvrir une connexion à ${host}, sans rien demander`,
  triedSecret: "retrouver le secret du service",
  ready: (host: string) =>
    `la requête se prépare, et ${host} accepte une connexion ; elle n’a pas été envoyée`,
} as const;

/** Words of the form of an SMS gateway. */
export const smsForm = {
  name: "Passerelle SMS par HTTP",
  about:
    "Une passerelle SMS, dont vous décrivez la requête. Un SMS coûte : le coût est compté avant l’envoi et plafonné.",
  recipients: { legend: "À qui", hint: "Une liste chez la passerelle, ou des numéros." },
  costs: {
    legend: "Ce que cela coûte",
    hint: "Le coût est réservé avant l’envoi, exactement, même à plusieurs serveurs.",
  },
  to: "Liste d’un établissement et d’un profil",
  toHint: "Par exemple {profil}-{uai}. Laissez vide si tout est dans la table.",
  table: "Table de listes ou de numéros",
  tableHint:
    "Une ligne par établissement et profil : 0781024P/families = +33612345678, +33698765432. Elle passe avant la liste.",
  sender: "Expéditeur affiché",
  price: "Prix d’un SMS, en euros",
  priceHint: "Par exemple 0,0450",
  mostParts: "SMS par personne, au plus",
  mostPartsHint: "Un texte long, ou un seul emoji, multiplie le nombre de SMS.",
  perMessage: "Plafond d’un message, en euros",
  perMonth: "Plafond d’un mois, en euros",
  ceilingHint: "Vide : pas de plafond.",
} as const;

const euros = (amount: number) =>
  `${(amount / 10_000).toLocaleString("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 })} €`;
/** Why an SMS was refused before it left, and what to do. */
export const smsReasons = {
  noNumber: "aucune liste ni numéro pour cet établissement et ce profil : complétez la table du canal",
  empty: "le texte du SMS est vide",
  parts: (parts: number, most: number, odd: string[], without: number) =>
    `ce texte fait ${parts} SMS par personne, ${most} au plus : raccourcissez-le${
      odd.length > 0 && without < parts
        ? `, ou retirez ${odd.slice(0, 5).join(" ")} (il en ferait ${without})`
        : ""
    }`,
  unknownCount:
    "effectif inconnu de cet établissement : le plafond ne peut pas être vérifié ; importez l’annuaire ou l’AAF, ou donnez les numéros dans la table",
  overMessage: (ceiling: number) =>
    `le plafond d’un message (${euros(ceiling)}) serait dépassé : raccourcissez, visez moins d’établissements, ou relevez le plafond`,
  overMonth: (ceiling: number, month: string) =>
    `le plafond de ${month} (${euros(ceiling)}) serait dépassé : relevez-le, ou passez par un autre canal`,
  spent: (amount: number, ceiling: number | null) =>
    ceiling === null ? `${euros(amount)} ce mois-ci` : `${euros(amount)} sur ${euros(ceiling)} ce mois-ci`,
} as const;
