import type { CrisisPersonEvent } from "#machines/crisis/v1/events.ts";
import type { Measure } from "#runbooks/schema/words.ts";

type Worded = {
  /** In addresses: /crises/CRI-2026-001/agir/activer */
  slug: string;
  /** The button that leads there. */
  button: string;
  title: string;
  lead: string;
  /** The button that does it, before anybody is counted. */
  confirm: string;
  /** « Refusé : … » */
  what: string;
};

/** What is done in a crisis by a form: its consequences shown first. */
export const crisisActs = {
  "crisis.qualified": {
    slug: "qualifier",
    button: "Qualifier",
    title: "Qualifier la crise",
    lead: "Dites la gravité et qui est concerné : cela décide qui sera prévenu à l’activation.",
    confirm: "Qualifier la crise",
    what: "qualifier la crise",
  },
  "crisis.activated": {
    slug: "activer",
    button: "Activer la cellule",
    title: "Activer la cellule de crise",
    lead: "Cochez ce que vous avez constaté, critère par critère. Rien n’est coché d’avance.",
    confirm: "Activer la cellule",
    what: "activer la cellule de crise",
  },
  "crisis.stood-down": {
    slug: "lever-la-veille",
    button: "Lever la veille",
    title: "Lever la veille sans activer",
    lead: "La crise s’arrête là, sans cellule ni RETEX. Le dossier reste lisible.",
    confirm: "Lever la veille",
    what: "lever la veille",
  },
  "cell.strategic-opened": {
    slug: "cellule-strategique",
    button: "Ouvrir la cellule stratégique",
    title: "Ouvrir la cellule stratégique",
    lead: "Elle s’ajoute à la cellule opérationnelle quand la décision dépasse ceux qui agissent.",
    confirm: "Ouvrir la cellule stratégique",
    what: "ouvrir la cellule stratégique",
  },
  "role.given": {
    slug: "donner-un-role",
    button: "Donner un rôle",
    title: "Donner un rôle dans la cellule",
    lead: "La personne est appelée aussitôt, et son rôle est inscrit au journal.",
    confirm: "Donner le rôle",
    what: "donner un rôle dans la cellule",
  },
  "role.handed-over": {
    slug: "relever",
    button: "Passer la relève",
    title: "Passer la relève",
    lead: "Le rôle passe à quelqu’un d’autre, avec ce qu’il lui faut savoir.",
    confirm: "Passer la relève",
    what: "passer la relève",
  },
  "compromise.declared": {
    slug: "declarer-compromission",
    button: "Déclarer une compromission",
    title: "Déclarer une compromission",
    lead: "Messagerie ou authentification : rien ne se ferme encore, une seconde personne, de l’autre siège (direction de crise ou RSSI), doit confirmer. Une application, elle, est suspendue aussitôt.",
    confirm: "Déclarer la compromission",
    what: "déclarer une compromission",
  },
  "compromise.confirmed": {
    slug: "confirmer-compromission",
    button: "Confirmer la compromission",
    title: "Confirmer la compromission, en seconde personne",
    lead: "Vérifiez par vous-même avant de confirmer : on ne confirme pas sa propre déclaration.",
    confirm: "Confirmer la compromission",
    what: "confirmer la compromission",
  },
  "compromise.withdrawn": {
    slug: "retirer-compromission",
    button: "Retirer la déclaration",
    title: "Retirer une déclaration de compromission",
    lead: "Pour une déclaration que personne n’a encore confirmée, ou une application qui n’est plus en cause.",
    confirm: "Retirer la déclaration",
    what: "retirer la déclaration de compromission",
  },
  "restoration.declared": {
    slug: "declarer-retablissement",
    button: "Déclarer le rétablissement",
    title: "Déclarer le rétablissement",
    lead: "Rien ne rouvre encore : une seconde personne, de l’autre siège (direction de crise ou RSSI), doit confirmer.",
    confirm: "Déclarer le rétablissement",
    what: "déclarer le rétablissement",
  },
  "restoration.confirmed": {
    slug: "confirmer-retablissement",
    button: "Confirmer le rétablissement",
    title: "Confirmer le rétablissement, en seconde personne",
    lead: "La compromission prend fin, et avec elle les canaux de substitution qu’elle justifiait.",
    confirm: "Confirmer le rétablissement",
    what: "confirmer le rétablissement",
  },
  "containment.proposed": {
    slug: "proposer-confinement",
    button: "Proposer un confinement",
    title: "Proposer une mesure de confinement à l’ENT",
    lead: "Rien n’est fait encore : une seconde personne, de l’autre siège (direction de crise ou RSSI), doit confirmer.",
    confirm: "Proposer cette mesure",
    what: "proposer cette mesure de confinement",
  },
  "containment.confirmed": {
    slug: "confirmer-confinement",
    button: "Confirmer un confinement",
    title: "Confirmer la mesure, en seconde personne",
    lead: "Vérifiez la liste par vous-même : un compte bloqué à tort prive un élève ou une école de son ENT.",
    confirm: "Confirmer et faire faire à l’ENT",
    what: "confirmer cette mesure de confinement",
  },
  "containment.withdrawn": {
    slug: "retirer-confinement",
    button: "Retirer un confinement proposé",
    title: "Retirer une mesure proposée",
    lead: "Pour une mesure que personne n’a encore confirmée.",
    confirm: "Retirer cette mesure",
    what: "retirer cette mesure de confinement",
  },
  "channel.opened": {
    slug: "ouvrir-canal",
    button: "Ouvrir un canal de substitution",
    title: "Ouvrir un canal de substitution",
    lead: "Un canal par décision, chacun avec sa raison.",
    confirm: "Ouvrir le canal",
    what: "ouvrir un canal de substitution",
  },
  "channel.shut": {
    slug: "fermer-canal",
    button: "Fermer un canal de substitution",
    title: "Fermer un canal de substitution",
    lead: "Ce qui attend sur ce canal est retenu, ni envoyé ni perdu.",
    confirm: "Fermer le canal",
    what: "fermer un canal de substitution",
  },
  "held.decided": {
    slug: "messages-retenus",
    button: "Décider des messages retenus",
    title: "Décider des messages retenus",
    lead: "Chaque décision est inscrite au journal avec sa raison.",
    confirm: "Appliquer cette décision",
    what: "décider des messages retenus",
  },
  "message.proposed": {
    slug: "message",
    button: "Proposer un message",
    title: "Proposer un message à la communauté",
    lead: "Le message part une fois approuvé : le silence n’approuve jamais un message de crise.",
    confirm: "Proposer ce message",
    what: "proposer ce message",
  },
  "message.approved": {
    slug: "approuver-message",
    button: "Approuver un message",
    title: "Approuver un message",
    lead: "Vous pouvez l’adapter : c’est votre texte qui partira.",
    confirm: "Approuver et envoyer",
    what: "approuver ce message",
  },
  "message.refused": {
    slug: "refuser-message",
    button: "Refuser un message",
    title: "Refuser un message",
    lead: "Dites pourquoi : la cellule en proposera un autre.",
    confirm: "Refuser le message",
    what: "refuser ce message",
  },
  "message.withdrawn": {
    slug: "retirer-message",
    button: "Retirer un message",
    title: "Retirer un message proposé",
    lead: "Pour un message qui n’est pas encore approuvé.",
    confirm: "Retirer le message",
    what: "retirer ce message",
  },
  "instruction.sent": {
    slug: "consigne",
    button: "Envoyer une consigne aux directions",
    title: "Envoyer une consigne aux directions",
    lead: "Les chefs d’établissement la reçoivent comme responsables : le verrou ne retient jamais ces alertes.",
    confirm: "Envoyer la consigne",
    what: "envoyer cette consigne",
  },
  "press.proposed": {
    slug: "presse",
    button: "Proposer un communiqué",
    title: "Proposer un communiqué de presse",
    lead: "Rien n’est publié par la console : ce texte est celui que la cellule et les parties s’engagent à tenir.",
    confirm: "Proposer ce communiqué",
    what: "proposer ce communiqué",
  },
  "press.approved": {
    slug: "approuver-presse",
    button: "Approuver un communiqué",
    title: "Approuver un communiqué de presse",
    lead: "Relisez-le mot à mot : c’est ce texte qui sera donné à la presse.",
    confirm: "Approuver ce communiqué",
    what: "approuver ce communiqué",
  },
  "press.refused": {
    slug: "refuser-presse",
    button: "Refuser un communiqué",
    title: "Refuser un communiqué de presse",
    lead: "Dites pourquoi : la cellule en proposera un autre.",
    confirm: "Refuser ce communiqué",
    what: "refuser ce communiqué",
  },
  "authority.notified": {
    slug: "autorite",
    button: "Consigner une déclaration",
    title: "Consigner une déclaration à une autorité",
    lead: "La déclaration se fait auprès de l’autorité ; inscrivez ici sa date et sa référence.",
    confirm: "Consigner la déclaration",
    what: "consigner la déclaration",
  },
  "crisis.exited": {
    slug: "sortir",
    button: "Sortir de la crise",
    title: "Sortir de la crise",
    lead: "Cochez ce que vous avez vérifié, critère par critère. Rien n’est coché d’avance.",
    confirm: "Sortir de la crise",
    what: "sortir de la crise",
  },
  "retex.opened": {
    slug: "ouvrir-retex",
    button: "Ouvrir le RETEX",
    title: "Ouvrir le retour d’expérience",
    lead: "La cellule se sépare ; les trente jours courent depuis la sortie.",
    confirm: "Ouvrir le RETEX",
    what: "ouvrir le RETEX",
  },
  "crisis.closed": {
    slug: "clore",
    button: "Clore la crise",
    title: "Clore la crise",
    lead: "Le dossier reste lisible en entier ; ses actions restent suivies.",
    confirm: "Clore la crise",
    what: "clore la crise",
  },
} as const satisfies Partial<Record<CrisisPersonEvent, Worded>>;

export type CrisisAct = keyof typeof crisisActs;
export const isCrisisAct = (type: string): type is CrisisAct => Object.hasOwn(crisisActs, type);

/** The event behind an address: its slug or its own name. */
export const crisisActOf = (slug: string | undefined): CrisisAct | null =>
  (Object.keys(crisisActs) as CrisisAct[]).find((type) => type === slug || crisisActs[type].slug === slug) ??
  null;

/** Where an act's form is. */
export const crisisActPath = (ref: string, type: CrisisAct, search: Record<string, string> = {}) => {
  const given = new URLSearchParams(search).toString();
  return `/crises/${ref}/agir/${crisisActs[type].slug}${given ? `?${given}` : ""}`;
};

const named: Record<string, { name: string; of: string; by: string }> = {
  "ent-messaging": {
    name: "La messagerie de l’ENT",
    of: "messagerie de l’ENT",
    by: "la messagerie de l’ENT",
  },
  "ent-flash": {
    name: "La page d’accueil de l’ENT",
    of: "page d’accueil de l’ENT",
    by: "la page d’accueil de l’ENT",
  },
  sms: { name: "Le SMS", of: "SMS", by: "SMS" },
  mail: { name: "Le courriel", of: "courriel", by: "courriel" },
  feed: { name: "Le flux d’actualités", of: "flux d’actualités", by: "flux d’actualités" },
  phone: { name: "Le téléphone", of: "téléphone", by: "téléphone" },
};
const third = (channel: string) => channel.replace("third-party:", "");
/** « SMS », « messagerie de l’ENT » */
export const channelWord = (channel: string) => named[channel]?.of ?? `tiers « ${third(channel)} »`;
/** « la messagerie de l’ENT », after « par ». */
const byChannel = (channel: string) => named[channel]?.by ?? `le ${channelWord(channel)}`;
/** « Le SMS », to begin a sentence. */
export const channelSubject = (channel: string) => named[channel]?.name ?? `Le tiers « ${third(channel)} »`;

const seats: Record<string, string> = {
  direction: "Direction de crise",
  rssi: "RSSI",
  "main-courante": "Main courante",
  communication: "Communication",
  dpd: "DPD",
  prestataire: "Prestataire",
  liaison: "Liaison d’une partie",
};
export const seatWord = (role: string) => seats[role] ?? role;

export const profileWords: Record<string, string> = {
  families: "Familles",
  pupils: "Élèves",
  teachers: "Enseignants",
  staff: "Personnels",
};
export const compromisedWords: Record<string, string> = {
  messaging: "La messagerie de l’ENT",
  authentication: "L’authentification de l’ENT (comptes et mots de passe)",
};
/** « La messagerie de l’ENT », « L’application « labo-virtuel » ». */
export const compromisedWord = (what: string): string =>
  compromisedWords[what] ??
  (what.startsWith("sso-application:") ? `L’application « ${what.slice("sso-application:".length)} »` : what);
export const measureWords: Record<Measure, { label: string; hint: string }> = {
  "block-accounts": {
    label: "Bloquer des comptes",
    hint: "Ces comptes ne peuvent plus se connecter. Les débloquer se fait à l’ENT.",
  },
  "force-password": {
    label: "Forcer le changement de mots de passe",
    hint: "Ces comptes choisiront un autre mot de passe à leur prochaine connexion.",
  },
  "recall-message": {
    label: "Rappeler des messages",
    hint: "Un message parti depuis moins d’une heure est repris, lu ou non.",
  },
};
export const authorityWords: Record<string, { label: string; hint: string }> = {
  cnil: { label: "CNIL", hint: "Violation de données personnelles : 72 h depuis la connaissance." },
  anssi: { label: "ANSSI / CERT-FR", hint: "Incident de sécurité, pour aide et signalement." },
  justice: { label: "Justice", hint: "Plainte déposée, ou signalement au procureur." },
};
const variables: Record<string, string> = {
  assistance: "Où demander de l’aide (adresse ou numéro)",
  cause: "Cause, en quelques mots",
  consequences: "Conséquences pour les personnes",
  "contact-cellule": "Comment joindre la cellule de crise",
  "contact-dpd": "Comment joindre le DPD",
  date: "Date",
  debut: "Début",
  dispositif: "Nom de l’ENT",
  donnees: "Données concernées",
  "donnees-non-concernees": "Données non concernées",
  ecole: "Établissement concerné",
  "etat-connexion": "État de la connexion",
  "etat-ent": "État de l’ENT",
  "etat-messagerie": "État de la messagerie",
  "etat-page": "État de la page",
  faits: "Les faits",
  fin: "Fin prévue",
  heure: "Heure",
  mesures: "Mesures prises",
  pertes: "Ce qui est perdu",
  "prochain-message": "Quand viendra le prochain message",
  publics: "Publics concernés",
  reference: "Référence",
  reports: "Ce qui est reporté",
  services: "Services concernés",
  "services-fermes": "Services fermés",
};
export const variableWord = (name: string) =>
  variables[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replaceAll(/[-_]/g, " ");

/** Measures at the ENT: proposed by one seat, confirmed by the other. */
export const containmentWords = {
  measure: "Quelle mesure ?",
  targets: "Identifiants à l’ENT",
  targetsHint: "Un par ligne, 200 au plus : identifiants de comptes, ou de messages pour un rappel.",
  noMeasure: "Choisissez une mesure.",
  noTarget: "Donnez au moins un identifiant.",
  oddTarget: (text: string) => `« ${text} » n’est pas un identifiant de l’ENT.`,
  manyTargets: (n: number, most: number) => `${n} identifiants : ${most} au plus à la fois.`,
  which: "Quelle mesure ?",
  noProposal: "Choisissez la mesure.",
  nothingForeseen: "La procédure de cette crise ne prévoit aucune mesure de confinement.",
  nothingProposed: "Aucune mesure de confinement n’attend de confirmation.",
  proposal: (label: string, n: number) => `${label} : ${n}`,
  proposedBy: (who: string, role: string, when: string) => `Proposé par ${who} (${role}), ${when}.`,
  listed: (targets: readonly string[]) =>
    targets.length > 8
      ? `${targets.slice(0, 8).join(", ")} et ${targets.length - 8} autres`
      : targets.join(", "),
} as const;

const many = (count: number) => (count > 1 ? "s" : "");
/** « 12 345 » */
export const count = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
const people = (n: number) => `${count(n)} personne${many(n)}`;

export const crisisAct = {
  preview: "Voir ce qui va se passer",
  edit: "Modifier",
  back: "Revenir à la salle",
  confirmCalling: (confirm: string, n: number) => `${confirm} et appeler ${people(n)}`,
  confirmTelling: (confirm: string, n: number) => `${confirm} et prévenir ${people(n)}`,
  confirmSending: (n: number) => `Approuver et envoyer ${count(n)} message${many(n)}`,
  field: {
    severity: "Gravité",
    perimeter: "Qui est concerné ?",
    personalData: "Des données personnelles sont-elles concernées ?",
    yes: "Oui",
    no: "Non",
    reason: "Pourquoi",
    reasonHint: "Une phrase suffit ; elle restera au journal.",
    note: "Note",
    criteria: "Ce que vous avez constaté",
    exitCriteria: "Ce que vous avez vérifié",
    unapproved: "Pourquoi suivre une procédure qui n’est pas approuvée",
    unapprovedHint: (title: string, version: number) =>
      `« ${title} », version ${version}, n’a été approuvée par aucune commission (MBN-6.2, article 6.2). Seule la direction de crise peut décider de la suivre ; sa raison est inscrite.`,
    role: "Quel rôle ?",
    seatHeld: (name: string) => `Tenu par ${name}`,
    seatFree: "Personne encore",
    person: "Qui ?",
    personHint: "Proposés d’après le rôle ; sinon cherchez par nom, fonction ou organisation.",
    search: "Chercher une autre personne",
    searchHint: "Nom, fonction ou organisation : « rssi nancy », « martin ».",
    standing: "À quel titre ?",
    holder: "Titulaire",
    substitute: "Suppléante ou suppléant",
    seat: "Quelle place passe ?",
    seatOf: (role: string, name: string) => `${role} · ${name}`,
    handover: "Consigne de relève",
    handoverHint: "Ce qui est fait, ce qui attend, à qui parler, ce qui inquiète.",
    what: "Qu’est-ce qui est compromis ?",
    anApplication: "Une application ouverte depuis l’ENT",
    anApplicationHint:
      "Son lien est suspendu aussitôt, sans seconde personne ; son retour sera une décision.",
    application: "Laquelle ? (pour une application seulement)",
    applicationHint: "Son nom ou sa clé dans la liste blanche, comme « labo-virtuel ».",
    namedBy: (who: string, when: string) => `Nommée par ${who}, ${when}`,
    restored: "Qu’est-ce qui est rétabli ?",
    declaredBy: (who: string, role: string, when: string) => `Déclaré par ${who} (${role}), ${when}`,
    restoredBy: (who: string, role: string, when: string) =>
      `Rétablissement déclaré par ${who} (${role}), ${when}`,
    known: "Déjà confirmé",
    facts: "Sur quels faits",
    factsHint: "Ce que vous avez vu vous-même, et quand.",
    channel: "Par quel canal ?",
    channelOpen: "Ouvert",
    channelShut: (sentence: string) => `Fermé. ${sentence}`,
    channelUnknown: "Aucun connecteur n’est réglé pour ce canal : rien n’en partira tant qu’il ne l’est pas.",
    smsCost: "Chaque SMS est payant.",
    whichChannel: "Quel canal ?",
    openedSince: (when: string, reason: string) => `Ouvert ${when} : ${reason}`,
    notice: "Quels messages ?",
    allHeld: "Tous les messages retenus",
    heldCount: (n: number, channels: string) => `${count(n)} envoi${many(n)} · ${channels}`,
    choice: "Qu’en fait-on ?",
    choices: {
      reroute: { label: "Réorienter", hint: "Ils partent tout de suite par un canal ouvert." },
      release: { label: "Envoyer après le verrou", hint: "Ils partent dès que leur canal rouvre." },
      cancel: { label: "Annuler", hint: "Ils ne partiront jamais ; ils restent au journal." },
    },
    to: "Par quel canal ouvert ?",
    toHint: "Seulement pour réorienter.",
    template: "Quel modèle ?",
    free: { label: "Message libre", hint: "Sans modèle." },
    templateHint: (profiles: string) => `Pour : ${profiles}`,
    templateVariables: "Ce qu’il reste à remplir",
    variableHint: "Remplacé partout dans le message.",
    profiles: "À qui ?",
    subject: "Objet",
    body: "Message",
    bodyHint: "Les mots entre accolades seront remplacés ; vous relirez le texte entier avant de l’envoyer.",
    justification: "Justification",
    justificationHint:
      "Formelle et explicite (MBN-5.3-K1 et K2, article 5.3) : pourquoi ce message, maintenant.",
    message: "Quel message ?",
    press: "Quel communiqué ?",
    proposedBy: (who: string, when: string) => `Proposé par ${who}, ${when}`,
    adapted: "Adaptez le texte si besoin",
    title: "Titre",
    statement: "Texte",
    authority: "Auprès de quelle autorité ?",
    reference: "Référence donnée par l’autorité",
    notifiedAt: "Quand ?",
    notifiedAtHint: "Laissez vide si c’est à l’instant. Sinon : « hier 22h30 », « 24/03 à 8h ».",
    closing: "Pourquoi la crise est close",
    instruction: "Consigne",
    instructionHint: "Ce que les directions doivent faire, en peu de lignes.",
  },
  read: {
    subject: "Objet",
    channel: "Canal",
    profiles: "Public",
    justification: "Justification",
    approver: "Approuve",
    message: "Le message",
    press: "Le communiqué",
  },
  wrong: {
    severity: "Choisissez la gravité.",
    perimeter: "Dites qui est concerné.",
    personalData: "Répondez oui ou non.",
    text: "Écrivez quelques mots.",
    criteria: "Cochez au moins un critère que vous avez constaté.",
    unapproved: "Dites pourquoi la direction suit une procédure qui n’est pas approuvée.",
    role: "Choisissez le rôle.",
    seat: "Choisissez la place qui passe.",
    person: "Choisissez une personne, ou cherchez-la.",
    nobodyFound: (typed: string) => `Personne ne correspond à « ${typed} » dans ce dispositif.`,
    severalFound: "Plusieurs personnes correspondent : choisissez.",
    what: "Dites ce qui est en cause.",
    channel: "Choisissez un canal.",
    notice: "Choisissez les messages.",
    choice: "Choisissez ce qu’on en fait.",
    to: "Choisissez le canal par lequel ils partent.",
    profiles: "Choisissez au moins un public.",
    variable: (label: string) => `À remplir : ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
    braces: (found: string) => `Il reste « ${found} » dans le texte : remplacez-le.`,
    key: "Choisissez ce à quoi vous répondez.",
    authority: "Choisissez l’autorité.",
    when: "Date non comprise : écrivez par exemple « hier 22h30 ».",
    future: "Cette date est dans le futur.",
    reused: "Ce formulaire a déjà servi : relisez, puis envoyez de nouveau.",
    application: "Dites quelle application, par son nom ou sa clé.",
    noApplication: (typed: string) =>
      `Aucune demande de la liste blanche ne porte le nom ou la clé « ${typed} ».`,
  },
  notNow: (state: string) => `La crise est à l’état « ${state} » : cette action n’y a pas sa place.`,
  forbidden: "Vos fonctions ne donnent pas ce droit sur cette crise.",
  nothingTo: {
    confirm: "Personne n’a déclaré de compromission qui attende une confirmation.",
    confirmRestored: "Personne n’a déclaré de rétablissement qui attende une confirmation.",
    restore: "Aucune compromission n’est confirmée.",
    open: "La procédure en cours ne prévoit aucun canal de substitution qui ne soit déjà ouvert.",
    shut: "Cette crise n’a ouvert aucun canal de substitution.",
    held: "Aucun message n’est retenu.",
    message: "Aucun message n’attend de réponse.",
    press: "Aucun communiqué n’attend de réponse.",
    seat: "Aucune place n’est encore tenue.",
  },
  conflict: {
    title: "La crise a changé pendant que vous écriviez",
    text: (n: number) =>
      `Rien n’a été fait, et ce que vous avez écrit est gardé ci-dessous. ${n > 1 ? `${count(n)} actions ont eu lieu` : "Une action a eu lieu"} entre-temps :`,
    advice: "Relisez, puis recommencez si c’est encore utile.",
    hidden: "Vos fonctions ne donnent pas à lire le journal.",
  },
} as const;

/** What would follow, in plain words and numbers. */
export const following = {
  contained: (measure: Measure, n: number, exercise: boolean) =>
    exercise
      ? "Exercice : la mesure est inscrite comme faite, et rien n’est demandé à l’ENT."
      : {
          "block-accounts": `${n} compte${many(n)} bloqué${many(n)} à l’ENT, aussitôt et un par un ; le résultat revient dans la main courante.`,
          "force-password": `${n} compte${many(n)} devr${n > 1 ? "ont" : "a"} changer de mot de passe ; le résultat revient dans la main courante.`,
          "recall-message": `${n} message${many(n)} repris à l’ENT, parti${many(n)} depuis moins d’une heure ; le résultat revient dans la main courante.`,
        }[measure],
  state: (label: string) => `La crise passe à l’état « ${label} ».`,
  called: (n: number) =>
    `${people(n)} ${n > 1 ? "sont appelées" : "est appelée"} dans la cellule, par courriel.`,
  told: (n: number) => `${people(n)} ${n > 1 ? "sont prévenues" : "est prévenue"} par courriel.`,
  asked: (n: number) => `${people(n)} ${n > 1 ? "reçoivent" : "reçoit"} la demande d’approbation.`,
  nobody: "Personne n’est prévenu par cette action.",
  exercise: (n: number) =>
    n === 0
      ? "Exercice : rien ne part. Tout ce qui suit est simulé dans la salle."
      : `Exercice : seuls les joueurs reçoivent un message (${n} ici). Tout le reste est simulé dans la salle.`,
  unreachable: (n: number) =>
    n === 1
      ? "1 destinataire n’a ni titulaire ni adresse : une tâche le signalera au RSSI."
      : `${count(n)} destinataires n’ont ni titulaire ni adresse : une tâche les signalera au RSSI.`,
  clock: (name: string, until: string | null) =>
    until
      ? `L’horloge « ${name} » démarre : jusqu’au ${until}.`
      : `Le devoir « ${name} » s’ouvre, sans heure fixée.`,
  stepClocks: (n: number, first: string, until: string) =>
    n === 1
      ? `L’étape « ${first} » s’ouvre, à faire jusqu’au ${until}.`
      : `${count(n)} étapes à délai s’ouvrent ; la première à tenir : « ${first} », jusqu’au ${until}.`,
  task: (title: string) => `Une tâche s’ouvre : ${title}.`,
  closes: (channels: string[]) =>
    channels.length === 1
      ? `${channelSubject(channels[0] ?? "")} se ferme aux familles, aux élèves, aux enseignants et aux personnels.`
      : `Se ferment aux familles, aux élèves, aux enseignants et aux personnels : ${channels.map(channelWord).join(", ")}.`,
  opens: (channels: string[]) =>
    channels.length === 1
      ? `${channelSubject(channels[0] ?? "")} s’ouvre aux familles, aux élèves, aux enseignants et aux personnels.`
      : `S’ouvrent aux familles, aux élèves, aux enseignants et aux personnels : ${channels.map(channelWord).join(", ")}.`,
  only: (channels: string[]) =>
    channels.length === 0
      ? "Plus aucun canal vers la communauté n’est ouvert."
      : `Resteront ouverts : ${channels.map(channelWord).join(", ")}.`,
  lockSame: (cases: string[]) =>
    cases.length > 0
      ? `Le verrou de communication ne change pas : ${cases.join(", ")}.`
      : "Le verrou de communication ne change pas.",
  held: (n: number, channel: string) =>
    `${count(n)} message${many(n)} en attente (${channelWord(channel)}) ${n > 1 ? "sont retenus" : "est retenu"} : ni envoyé${many(n)}, ni perdu${many(n)}.`,
  letGo: (n: number, channel: string) =>
    `${count(n)} message${many(n)} retenu${many(n)} (${channelWord(channel)}) ${n > 1 ? "partent" : "part"} aussitôt.`,
  settledHeld: {
    reroute: (n: number, to: string) =>
      `${count(n)} envoi${many(n)} ${n > 1 ? "partent" : "part"} par ${byChannel(to)}.`,
    release: (n: number) =>
      `${count(n)} envoi${many(n)} ${n > 1 ? "partiront" : "partira"} dès que le canal rouvrira.`,
    cancel: (n: number) => `${count(n)} envoi${many(n)} ${n > 1 ? "ne partiront" : "ne partira"} jamais.`,
  },
  broadcast: (n: number, channel: string) =>
    `${count(n)} envoi${many(n)} par ${byChannel(channel)}, dès maintenant.`,
  wouldReach: (n: number, channel: string) =>
    `Une fois approuvé : ${count(n)} envoi${many(n)} par ${byChannel(channel)}.`,
  profile: (profile: string, n: number) =>
    `${profileWords[profile] ?? profile} de ${count(n)} établissement${many(n)}.`,
  approver: (who: string, until: string | null) =>
    until
      ? `Approuve : ${who}, jusqu’au ${until}. Le silence n’approuve pas.`
      : `Approuve : ${who}. Le silence n’approuve pas.`,
  direction: "la direction de crise",
  second: "Une seconde personne, de l’autre siège, devra confirmer.",
  application: (title: string, ref: string, state: string) =>
    `L’application « ${title} » (${ref}) devient aussitôt « ${state} ».`,
  applicationKept: (ref: string) => `La demande ${ref} garde le fait ; rien d’autre ne change pour elle.`,
  noApplication: "Aucun lien ouvert de ce dispositif ne porte cette application.",
  substitutes: (channels: string[]) =>
    `La direction de crise pourra ouvrir un par un : ${channels.map(channelWord).join(", ")}.`,
  substitutionEnds: "Les canaux de substitution ouverts pour cette compromission se ferment.",
  schools: (n: number) => `${count(n)} établissement${many(n)} ${n > 1 ? "sont concernés" : "est concerné"}.`,
  calledLater: (n: number) =>
    `À l’activation : ${people(n)} ${n > 1 ? "seront appelées" : "sera appelée"} dans la cellule.`,
  atActivation: (n: number) =>
    `À l’activation : ${count(n)} chef${many(n)} d’établissement ${n > 1 ? "seront prévenus" : "sera prévenu"}.`,
  groups: {
    "cell-call": "Appelés dans la cellule",
    crisis: "Prévenus de la crise",
    sitrep: "Recevront le point de situation",
    "message-approval": "Doivent approuver",
  } as Record<string, string>,
  others: "Prévenus",
  byDepartement: (departement: string | null, n: number) =>
    departement ? `Département ${departement} : ${count(n)}` : `Hors département : ${count(n)}`,
  recipients: (n: number) => `${count(n)} destinataire${many(n)}`,
} as const;
