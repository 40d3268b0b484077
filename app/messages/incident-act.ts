import type { PersonEvent } from "#machines/incident/v1/events.ts";

type Worded = {
  /** In addresses: /incidents/INC-2026-001/agir/qualifier */
  slug: string;
  /** The button that leads there. */
  button: string;
  title: string;
  lead: string;
  /** The button that does it, when nobody is alerted by it. */
  confirm: string;
  /** « Refusé : … » */
  what: string;
};

/** What people can do on an incident. */
export const actions: Record<PersonEvent, Worded> = {
  "incident.completed": {
    slug: "completer",
    button: "Compléter",
    title: "Compléter l’incident",
    lead: "Dites ce que vous savez de plus. Un fait nouveau peut changer qui est alerté : vous le verrez avant d’envoyer.",
    confirm: "Compléter l’incident",
    what: "compléter l’incident",
  },
  "incident.qualified": {
    slug: "qualifier",
    button: "Qualifier",
    title: "Qualifier l’incident",
    lead: "Le champ de compétence dit qui mène, qui décide et qui clôt.",
    confirm: "Qualifier l’incident",
    what: "qualifier l’incident",
  },
  "incident.handled": {
    slug: "prendre-en-charge",
    button: "Prendre en charge",
    title: "Prendre l’incident en charge",
    lead: "Dites ce qui est fait et par qui : les autres parties le liront.",
    confirm: "Prendre en charge",
    what: "prendre l’incident en charge",
  },
  "incident.followed-up": {
    slug: "suites",
    button: "Envoyer les suites données",
    title: "Envoyer les suites données",
    lead: "Ce texte part aux autres parties, tel quel.",
    confirm: "Envoyer les suites",
    what: "envoyer les suites données",
  },
  "incident.closed": {
    slug: "clore",
    button: "Clore",
    title: "Clore l’incident",
    lead: "Un incident clos peut être rouvert ; rien n’est effacé.",
    confirm: "Clore l’incident",
    what: "clore l’incident",
  },
  "incident.reopened": {
    slug: "rouvrir",
    button: "Rouvrir",
    title: "Rouvrir l’incident",
    lead: "Dites pourquoi : les suites seront de nouveau dues là où la convention les demande.",
    confirm: "Rouvrir l’incident",
    what: "rouvrir l’incident",
  },
  "note.added": {
    slug: "noter",
    button: "Ajouter une note",
    title: "Ajouter une note au journal",
    lead: "Une note ne s’efface pas : une erreur se corrige par une autre note.",
    confirm: "Ajouter la note",
    what: "ajouter une note",
  },
  "authority.notified": {
    slug: "cnil",
    button: "Noter la notification à la CNIL",
    title: "Noter la notification à la CNIL",
    lead: "La notification se fait sur le site de la CNIL ; consignez ici sa date et sa référence.",
    confirm: "Consigner la notification",
    what: "consigner la notification à la CNIL",
  },
  "task.done": {
    slug: "tache",
    button: "C’est fait",
    title: "Clore la tâche",
    lead: "Dites comment, si c’est utile à ceux qui liront le dossier.",
    confirm: "La tâche est faite",
    what: "clore la tâche",
  },
  "delivery.retried": {
    slug: "renvoyer",
    button: "Renvoyer",
    title: "Renvoyer le message",
    lead: "Corrigez l’adresse si elle est en cause ; sinon le même message repart à la même adresse.",
    confirm: "Renvoyer le message",
    what: "renvoyer le message",
  },
};

/** The event behind an address. */
export const actionOf = (slug: string | undefined): PersonEvent | null =>
  (Object.keys(actions) as PersonEvent[]).find((type) => type === slug || actions[type].slug === slug) ??
  null;

/** The form and what comes after it. */
export const act = {
  preview: "Voir ce qui va se passer",
  edit: "Modifier",
  back: "Revenir à l’incident",
  confirmAlerting: (who: string, confirm: string) => `${confirm} et alerter ${who}`,
  field: {
    field: "Champ de compétence",
    fieldHint: (lead: string) => `Mène : ${lead}.`,
    proposed: "proposé",
    severity: "Gravité",
    certainty: "Certitude",
    category: "Catégorie",
    personalData: "Des données personnelles sont-elles concernées ?",
    yes: "Oui",
    no: "Non",
    unknown: "On ne sait pas encore",
    perimeter: "Qui est concerné ?",
    schools: "Lesquels ?",
    schoolsHint:
      "Pour « Plusieurs établissements » : un par ligne, UAI ou nom (« 0781024P », « écuyers versailles »). Vide : ceux du lieu de l’incident.",
    schoolsKept: (count: number) =>
      `${count} établissement${count > 1 ? "s sont déjà nommés" : " est déjà nommé"} : laissez vide pour ne rien changer, ou écrivez la nouvelle liste.`,
    compromises: "Ce qui est compromis",
    application: "Clé de l’application raccordée, si c’en est une",
    applicationHint: "Par exemple « pronote » ; laissez vide sinon.",
    reason: "Pourquoi",
    description: "Description",
    note: "Note",
    noteHint: "Ce que vous voulez ajouter pour ceux qui suivent l’incident.",
    handled: "Ce qui est fait, et par qui",
    followUp: "Suites données",
    closing: "Pourquoi l’incident est clos",
    reopening: "Pourquoi il est rouvert",
    text: "Votre note",
    corrects: "Corrige l’entrée n°",
    correctsHint: "Le numéro de l’entrée du journal, si votre note en corrige une.",
    notifiedAt: "Quand la notification a-t-elle été faite ?",
    notifiedAtHint: "Laissez vide si c’est à l’instant. Sinon : « hier 22h30 », « 24/03 à 8h ».",
    reference: "Référence donnée par la CNIL",
    address: "Nouvelle adresse",
    addressHint: "Laissez vide pour garder la même.",
  },
  wrong: {
    when: "Date non comprise : écrivez par exemple « hier 22h30 ».",
    future: "Cette date est dans le futur.",
    personalData: "Répondez oui ou non : la qualification doit trancher.",
    text: "Écrivez quelques mots.",
    field: "Choisissez le champ de compétence.",
    severity: "Choisissez la gravité.",
    certainty: "Choisissez la certitude.",
    category: "Choisissez la catégorie.",
    perimeter: "Dites qui est concerné.",
    schoolsUnknown: (typed: string[], more: number) =>
      `${typed.length > 1 ? "Inconnus" : "Inconnu"} dans ce dispositif : ${typed.map((one) => `« ${one} »`).join(", ")}${more > 0 ? ` et ${more} autres` : ""}.`,
    schoolsSeveral: (typed: string, names: string) =>
      `Plusieurs établissements correspondent à « ${typed} » : ${names}. Écrivez l’UAI.`,
    schoolsNames: (most: number) => `Au-delà de ${most} noms, donnez les UAI.`,
    schoolsOther:
      "Vous avez nommé des établissements : choisissez « Plusieurs établissements », ou videz ce champ.",
    application: "Une clé en minuscules, chiffres, points et tirets, comme « pronote ».",
    corrects: "Un numéro d’entrée du journal, comme 4.",
    address: "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.",
  },
  notNow: (state: string) => `L’incident est à l’état « ${state} » : cette action n’y a pas sa place.`,
  forbidden: {
    because: "Vos fonctions ne donnent pas ce droit sur ce dossier.",
  },
  conflict: {
    title: "L’incident a changé pendant que vous écriviez",
    text: "Rien n’a été fait, et ce que vous avez écrit est gardé ci-dessous. Voici ce qui a changé :",
    hidden: (count: number) =>
      count > 1 ? `${count} actions d’autres personnes.` : "Une action d’une autre personne.",
    advice: "Relisez, puis recommencez si c’est encore utile.",
  },
} as const;
