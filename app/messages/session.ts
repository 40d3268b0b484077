/** Signing in and out, demo picker, first administrator. */
export const session = {
  title: "Connexion",
  lead: "Recevez un lien de connexion à votre adresse professionnelle. Il sert une fois, pendant 15 minutes.",
  email: "Adresse électronique professionnelle",
  emailHint:
    "Celle de l’annuaire de votre académie ou de votre collectivité, par exemple prenom.nom@exemple.fr",
  emailWrong: "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.",
  send: "Recevoir un lien de connexion",
  sentTitle: "Regardez votre messagerie",
  sent: "Si cette adresse est celle d’une personne de l’annuaire, un lien de connexion vient d’y être envoyé. Il sert une fois, pendant 15 minutes.",
  sentNothing:
    "Rien au bout de cinq minutes ? Regardez les courriers indésirables, puis faites vérifier votre adresse dans l’annuaire par l’administrateur de la console.",
  again: "Saisir une autre adresse",
  or: "Autres moyens",
  byLink: "Lien envoyé par courriel",
  byDemo: "Choisir une personne de démonstration",
  linkTitle: "Se connecter à Tocsin",
  linkAs: (name: string) => `Ce lien connecte ${name}.`,
  linkWhy:
    "Une dernière pression, pour que les antivirus de messagerie qui ouvrent les liens ne se connectent pas à votre place.",
  linkPress: "Me connecter",
  linkGoneTitle: "Ce lien ne sert plus",
  linkGone: "Il a déjà été utilisé, ou ses 15 minutes sont passées.",
  linkAnother: "Recevoir un autre lien",
  adminTitle: "Premier administrateur de la console",
  adminLead:
    "Cette console n’a pas encore d’administrateur. La personne qui remplit ce formulaire le devient et est connectée aussitôt.",
  adminName: "Prénom et nom",
  adminNameWrong: "Écrivez votre prénom et votre nom (2 à 120 caractères).",
  adminMake: "Devenir administrateur",
  signOut: "Se déconnecter",
  signedOut: "Vous êtes déconnecté.",
  sessionsTitle: "Mon compte",
  sessionsLead: "Vos fonctions viennent de l’annuaire ; une erreur se corrige là.",
  functionsTitle: "Mes fonctions",
  functionsNone: "Aucune fonction en cours : vous ne voyez que ce qui vous est adressé.",
  openTitle: "Mes connexions ouvertes",
  openSince: "Ouverte",
  openUntil: "Se ferme",
  openDevice: "Appareil",
  openThis: "celle-ci",
  openUnknown: "inconnu",
  revokeOthers: "Fermer toutes les autres",
  revoked: (count: number) =>
    count === 0
      ? "Aucune autre connexion n’était ouverte."
      : `${count} connexion${count > 1 ? "s fermées" : " fermée"}.`,
  demoTitle: "Choisir une personne de démonstration",
  demoLead: "Personnes, établissements et adresses sont inventés. Aucun message ne part vers l’extérieur.",
  demoConsole: "Toute la console",
  demoPick: (name: string) => `Continuer en tant que ${name}`,
  demoEmptyTitle: "Aucune personne de démonstration",
  demoEmpty: "L’annuaire de démonstration n’est pas chargé. Lancez « npm run demo ».",
} as const;

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The message that carries a sign-in link. */
export function signInMail(url: string, operator: string) {
  const text = [
    "Bonjour,",
    `Vous avez demandé à vous connecter à Tocsin (${operator}).`,
    `Ouvrez ce lien, puis appuyez sur « ${session.linkPress} » :`,
    url,
    "Il sert une fois, pendant 15 minutes. Si vous n’avez rien demandé, ne faites rien : sans votre pression, personne n’est connecté.",
  ];
  const html = text.map((line) =>
    line === url ? `<p><a href="${escaped(url)}">${escaped(url)}</a></p>` : `<p>${escaped(line)}</p>`,
  );
  return {
    subject: "Votre lien de connexion à Tocsin",
    text: text.join("\n\n"),
    html: `<!doctype html><html lang="fr"><body>${html.join("")}</body></html>`,
  };
}
