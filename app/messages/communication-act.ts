import { count, plural, schools } from "./communication.ts";

/** What a person can do with a message, one page each. */
export const messageActs = {
  "communication.submitted": {
    slug: "envoyer",
    button: "Voir avant d’envoyer",
    title: "Avant d’envoyer",
    lead: "Voici ce qui va se passer. Rien n’est encore parti.",
    confirm: "Soumettre ce message",
    what: "soumettre ce message",
  },
  "communication.withdrawn": {
    slug: "retirer",
    button: "Retirer",
    title: "Retirer ce message",
    lead: "Ce qui n’est pas encore parti ne partira pas. Ce qui est parti ne peut pas être rappelé.",
    confirm: "Retirer ce message",
    what: "retirer ce message",
  },
  "t1.approved": {
    slug: "valider",
    button: "Valider",
    title: "Valider ce message (temps 1)",
    lead: "Il passe ensuite à chaque établissement, qui décide pour son portail.",
    confirm: "Valider ce message",
    what: "valider ce message",
  },
  "t1.adapted": {
    slug: "adapter",
    button: "Proposer des adaptations",
    title: "Proposer des adaptations",
    lead: "Corrigez le texte directement : l’auteur verra ce qui change, et pourquoi.",
    confirm: "Proposer ces adaptations",
    what: "proposer des adaptations",
  },
  "t1.rejected": {
    slug: "rejeter",
    button: "Rejeter",
    title: "Rejeter ce message",
    lead: "Il ne sera pas publié. L’auteur lira votre motif.",
    confirm: "Rejeter ce message",
    what: "rejeter ce message",
  },
  "adaptation.accepted": {
    slug: "accepter-adaptations",
    button: "Accepter les adaptations",
    title: "Accepter les adaptations",
    lead: "Le message suit son cours avec ce nouveau texte.",
    confirm: "Accepter ces adaptations",
    what: "accepter les adaptations",
  },
  "adaptation.declined": {
    slug: "decliner-adaptations",
    button: "Décliner les adaptations",
    title: "Décliner les adaptations",
    lead: "Le message est retiré de la validation. Dites pourquoi ce texte ne convient pas.",
    confirm: "Décliner ces adaptations",
    what: "décliner les adaptations",
  },
  "t2.accepted": {
    slug: "accepter",
    button: "Accepter pour mon établissement",
    title: "Accepter pour votre établissement",
    lead: "Le message sera publié sur votre portail, à ses dates.",
    confirm: "Accepter pour mon établissement",
    what: "accepter ce message",
  },
  "t2.refused": {
    slug: "refuser",
    button: "Refuser",
    title: "Refuser pour votre établissement",
    lead: "Il ne sera pas publié sur votre portail. Les autres établissements ne sont pas concernés.",
    confirm: "Refuser pour mon établissement",
    what: "refuser ce message",
  },
  "approval.given": {
    slug: "approuver",
    button: "Approuver",
    title: "Approuver ce message",
    lead: "Vous pouvez l’adapter avant. Il part dès votre approbation, ou à sa date de début.",
    confirm: "Approuver ce message",
    what: "approuver ce message",
  },
  "approval.refused": {
    slug: "ne-pas-approuver",
    button: "Ne pas approuver",
    title: "Ne pas approuver ce message",
    lead: "Il ne partira pas. L’auteur lira votre motif.",
    confirm: "Ne pas approuver",
    what: "refuser d’approuver",
  },
  "review.recorded": {
    slug: "examiner",
    button: "Consigner l’examen",
    title: "Consigner l’examen de ce message urgent",
    lead: "L’instance dit après coup si l’urgence était justifiée. Son avis rejoint la compilation de la Région.",
    confirm: "Consigner l’examen",
    what: "consigner un examen",
  },
  "delivery.retried": {
    slug: "renvoyer",
    button: "Renvoyer",
    title: "Renvoyer ce qui a échoué",
    lead: "Un nouvel essai part aussitôt.",
    confirm: "Renvoyer",
    what: "renvoyer",
  },
  "task.done": {
    slug: "regler",
    button: "C’est réglé",
    title: "Marquer comme réglé",
    lead: "Dites en un mot ce qui a été fait.",
    confirm: "Marquer comme réglé",
    what: "régler une tâche",
  },
} as const;
export type MessageAct = keyof typeof messageActs;

/** The act behind the slug of an address. */
export const messageActOf = (slug: string | undefined): MessageAct | null =>
  (Object.keys(messageActs) as MessageAct[]).find((type) => messageActs[type].slug === slug) ?? null;

export const messageAct = {
  forbidden: "Vos fonctions ne vous donnent pas cette décision sur ce message.",
  decided: (school: string, state: string) =>
    `${school} a déjà décidé : ${({ accepted: "accepté", refused: "refusé", tacit: "accord tacite, le délai étant passé", closed: "établissement fermé" } as Record<string, string>)[state] ?? state}.`,
  notNow: (state: string) => `Ce message est dans l’état « ${state} » : cela n’y est plus possible.`,
  preview: "Prévoir",
  edit: "Modifier",
  back: "Revenir au message",
  room: "Entrer dans la salle de crise",
  next: "Message suivant",
  nextLeft: (n: number) => `Encore ${count(n)} message${plural(n)} à valider`,
  noneLeft: "Plus aucun message ne vous attend.",
  field: {
    reason: "Motif",
    reasonHint: "Il est transmis tel quel à l’auteur et inscrit au journal.",
    reasonArticle: (article: string) => `L’${article} demande un motif.`,
    text: "Ce que dit l’instance",
    opinion: "Avis",
    opinions: {
      conforme: { label: "Conforme au cadre", hint: "L’urgence était justifiée." },
      reserve: {
        label: "Conforme, avec réserve",
        hint: "L’urgence se comprend ; le message appelle une remarque.",
      },
      "non-conforme": { label: "Non conforme au cadre", hint: "Il devait suivre la procédure classique." },
    } as Record<string, { label: string; hint: string }>,
    instance: "Instance",
    note: "Ce qui a été fait",
    word: "Un mot à joindre",
    wordHint: "Lu par qui reçoit la demande, et inscrit au journal.",
    school: "Pour quel établissement ?",
    allSchools: (n: number) => `Tous mes établissements (${count(n)})`,
    allSchoolsHint: "Une décision par établissement, chacune inscrite au journal.",
    justification: "Justification de l’adaptation",
    justificationHint: "Demandée dès que vous changez un mot.",
    title: "Titre",
    short: "Description courte",
    long: "Texte",
    sms: "Texte du SMS",
  },
  wrong: {
    reason: "Le motif manque : l’auteur doit savoir pourquoi.",
    reasonArticle: (article: string) => `Le motif manque : l’${article} le demande.`,
    nothing: "Rien n’a changé dans le texte : corrigez-le, ou validez le message tel quel.",
    text: "Ce que dit l’instance manque.",
    opinion: "Choisissez l’avis de l’instance.",
    instance: "Choisissez l’instance.",
    school: "Choisissez l’établissement.",
  },
  conflict: {
    title: "Quelqu’un a agi entre-temps",
    text: "Rien de ce que vous avez écrit n’est perdu. Voici ce qui a changé :",
    advice: "Relisez, puis confirmez de nouveau si cela tient toujours.",
    hidden: (n: number) => `${count(n)} événement${plural(n)} depuis votre lecture.`,
  },
  will: {
    state: (from: string, to: string) => `Le message passe de « ${from} » à « ${to} ».`,
    asks: (n: number, mailboxes: number) =>
      [
        n > 0 && `${count(n)} personne${plural(n)}`,
        mailboxes > 0 && `${count(mailboxes)} boîte${plural(mailboxes)}`,
      ]
        .filter(Boolean)
        .join(" et ")
        .concat(n + mailboxes > 1 ? " sont prévenues par courriel." : " est prévenue par courriel."),
    decisions: (n: number) =>
      `${schools(n)} ${n > 1 ? "ont" : "a"} chacun sa décision à prendre ; une décision par établissement.`,
    leaves: (n: number, channel: string, profiles: string) =>
      `${schools(n)} : le message part par ${channel} aux ${profiles}.`,
    leavesAt: (date: string) => `Il part le ${date}.`,
    leavesNow: "Il part dès la confirmation.",
    journal: "Votre décision est inscrite au journal, avec votre nom et l’heure.",
    settles: (name: string) => `L’horloge « ${name} » s’arrête.`,
    starts: (name: string) => `L’horloge « ${name} » démarre.`,
    review: "Le message s’ajoute à la liste que le COSUI et le CST examinent.",
  },
} as const;
