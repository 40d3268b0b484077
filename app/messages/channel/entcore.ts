/** Words of the form of an ENT of edificeio/entcore. */
export const entcoreForm = {
  name: "ENT de la famille Édifice (edificeio/entcore)",
  about: "Messagerie d’un ENT de la famille Édifice (edificeio/entcore).",
  limits:
    "Qui a lu : l’ENT ne le dit pas, même à l’auteur. Un message est « remis » dès la réponse ; un avis sans réponse possible est « accepté », sans plus.",
  url: "Adresse de l’ENT",
  urlHint: "Par exemple https://ent.exemple.fr",
  login: "Identifiant du compte qui écrit",
  password: "Mot de passe du compte",
  signIn: "Connexion",
  clientId: "Identifiant du client OAuth2",
  oauth2Only: "Pour une connexion par OAuth2 seulement.",
  noticeOnly: "Pour un avis seulement.",
  clientSecret: "Secret du client OAuth2",
  way: "Forme du message",
  from: "Identifiant ENT de l’expéditeur de l’avis",
  username: "Nom affiché de l’expéditeur de l’avis",
  pattern: "Nom du groupe d’un établissement et d’un profil",
  patternHint: "{profil}, {etablissement} et {uai} sont remplacés, par exemple {profil} de {etablissement}",
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
} as const;
