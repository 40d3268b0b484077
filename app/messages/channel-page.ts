/** Words of the settings page of channels. */
export const channelPage = {
  title: "Canaux vers la communauté",
  lead: "Par où ce dispositif écrit aux familles, aux élèves, aux enseignants et aux personnels. Le verrou de communication décide, message par message, de ce qui part.",
  professional:
    "Les alertes professionnelles partent par le serveur de courriel de la console : elles ne passent pas par ces canaux et ne sont jamais verrouillées.",
  states: {
    absent: "Non configuré",
    disabled: "Désactivé",
    unknown: "Jamais essayé",
    ok: "En service",
    failing: "En panne",
  },
  about: {
    entcore: "Messagerie d’un ENT de la famille Édifice (edificeio/entcore).",
    mail: "Une liste de diffusion par établissement et par profil, par le serveur de courriel de la console.",
  },
  checked: "Dernier essai :",
  absent:
    "Tant que ce canal n’est pas configuré, un message qui devait y passer est refusé et vous en êtes averti.",
  set: "Régler",
  setFor: (name: string) => `Régler : ${name}`,
  test: "Essayer sans rien envoyer",
  testFor: (name: string) => `Essayer sans rien envoyer : ${name}`,
  form: (name: string) => `Régler : ${name}`,
  back: "Revenir aux canaux",
  save: "Enregistrer ce canal",
  saved: (name: string) => `Réglages enregistrés : ${name}. Ils s’appliquent dans les dix secondes.`,
  enabled: "Ce canal est en service",
  enabledHint: "Décoché, tout message qui devait y passer est refusé, avec la raison.",
  fields: {
    url: "Adresse de l’ENT",
    urlHint: "Par exemple https://ent.exemple.fr",
    login: "Identifiant du compte qui écrit",
    password: "Mot de passe du compte",
    kept: "Un mot de passe est enregistré, chiffré ; il ne peut pas être relu. Laissez vide pour le garder. Il est redemandé si l’adresse ou l’identifiant change.",
    secretHint: "Il est chiffré et ne sera plus jamais affiché.",
    signIn: "Connexion",
    clientId: "Identifiant du client OAuth2",
    clientSecret: "Secret du client OAuth2",
    way: "Forme du message",
    from: "Identifiant ENT de l’expéditeur de l’avis",
    username: "Nom affiché de l’expéditeur de l’avis",
    entPattern: "Nom du groupe d’un établissement et d’un profil",
    entPatternHint:
      "{profil}, {etablissement} et {uai} sont remplacés, par exemple {profil} de {etablissement}",
    mailPattern: "Adresse de la liste d’un établissement et d’un profil",
    mailPatternHint: "{profil} et {uai} sont remplacés, par exemple {profil}.{uai}@listes.exemple.fr",
    words: "Comment s’appelle chaque profil",
    wordsHint: "Ce qui remplace {profil}.",
  },
  signIns: {
    form: { label: "Par le formulaire de l’ENT", hint: "Identifiant et mot de passe." },
    oauth2: { label: "Par OAuth2", hint: "Avec un client dont la portée contient « conversation »." },
  },
  ways: {
    message: {
      label: "Message",
      hint: "Préparé en brouillon puis envoyé. Si la réponse de l’ENT se perd, l’essai suivant vérifie le brouillon : personne ne le reçoit deux fois.",
    },
    notice: {
      label: "Avis sans réponse possible",
      hint: "Demande un compte administrateur. Si la réponse de l’ENT se perd, l’avis n’est pas renvoyé sans une personne.",
    },
  },
  profiles: { families: "Familles", pupils: "Élèves", teachers: "Enseignants", staff: "Personnels" },
  notMine: "Ce dispositif n’existe pas, ou ses canaux ne sont pas les vôtres.",
} as const;
