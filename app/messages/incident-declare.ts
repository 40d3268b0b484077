import { audience } from "./incident-words.ts";

/** Declaring an incident: five questions, then what will follow. */
export const declare = {
  title: "Déclarer un incident",
  lead: "Cinq questions, moins d’une minute. Vous verrez qui sera alerté avant d’envoyer.",
  exerciseLead:
    "C’est un exercice : aucun message ne partira, tout sera simulé. Pour faire jouer des personnes, préparez un exercice.",
  forExercise: "Déclarer pour un exercice",
  suspend: "Annoncer une suspension de service",
  where: "Où ?",
  whereHint: "L’établissement ou le service où l’incident a lieu.",
  elsewhere: "Un autre lieu",
  search: "Chercher un établissement, une commune, un UAI",
  searchHint: "Nom et commune, ou UAI : « écuyers versailles », « 0781024P ».",
  found: "Plusieurs lieux correspondent : lequel ?",
  what: "Quoi ?",
  when: "Quand l’avez-vous constaté ?",
  whenHint:
    "Laissez vide si c’est à l’instant. Sinon : « 14h05 », « hier 22h30 », « il y a 20 min », « 24/03 à 8h ».",
  whenEmpty: "à l’instant",
  happened: "Que se passe-t-il, en deux phrases ?",
  happenedHint: "Les faits, et ce que vous avez déjà fait. N’écrivez ni mot de passe ni nom d’élève.",
  certainty: "En êtes-vous sûr ?",
  certaintyHints: {
    proven: "Vous l’avez constaté.",
    suspected: "Quelque chose le laisse penser.",
    attempt: "Quelqu’un a essayé, sans y parvenir.",
  },
  next: "Voir qui sera alerté",
  draftKept: "Brouillon gardé sur cet appareil",
  draftBack: "Votre brouillon a été repris.",
  draftForget: "L’effacer",
  offline: "Pas de réseau : votre brouillon est gardé, envoyez-le dès que la connexion revient.",
  previewTitle: "Relisez, puis alertez",
  messageTitle: "Titre de l’alerte",
  messageTitleHint: "Proposé d’après vos réponses ; c’est l’objet du message.",
  noticed: "Constaté le",
  edit: "Modifier",
  proposedTitle: (category: string, place: string) => `${category} – ${place}`,
  confirm: (people: number, mailboxes: number) =>
    people + mailboxes === 0 ? "Déclarer l’incident" : `Alerter ${audience(people, mailboxes)}`,
  nobody: {
    title: "Vos fonctions ne permettent pas de déclarer",
    text: "Déclarer revient aux établissements, collectivités, académies et prestataires d’un dispositif. Si vous constatez un incident, prévenez la direction de l’établissement concerné ; si votre fonction manque, faites-la ajouter dans l’annuaire.",
    incidents: "Voir les incidents",
  },
  wrong: {
    place: "Dites où l’incident a lieu.",
    unknownPlace: (typed: string) =>
      `Aucun lieu ne correspond à « ${typed} » parmi ceux pour lesquels vous pouvez déclarer.`,
    severalPlaces: "Plusieurs lieux correspondent : choisissez-en un.",
    forbidden: "Vos fonctions ne permettent pas de déclarer pour ce lieu.",
    category: "Choisissez ce qui ressemble le plus à l’incident.",
    when: "Date non comprise : écrivez par exemple « hier 22h30 », ou laissez vide pour « à l’instant ».",
    description: "Décrivez les faits en une ou deux phrases.",
    certainty: "Dites si le fait est avéré, suspecté ou tenté.",
    reused: "Ce formulaire a déjà servi à une autre déclaration : relisez, puis envoyez de nouveau.",
  },
  failed: {
    title: "L’envoi n’a pas abouti",
    text: "Votre brouillon est gardé sur cet appareil. Reprenez-le : si la déclaration était déjà partie, elle ne partira pas deux fois.",
    again: "Reprendre ma déclaration",
  },
  done: {
    title: "L’alerte est partie",
    text: (ref: string) => `L’incident porte la référence ${ref}. Complétez quand vous pouvez :`,
    facts: "Données personnelles, ce qui est compromis",
    files: "Pièces jointes",
    qualify: "Périmètre et gravité",
  },
} as const;

/** « 24 écoles » in a list of places: kind of place and commune under its name. */
export const placeDetail = (
  kind: string,
  uai: string | null,
  commune: string | null,
  dispositif: string | null,
) => [kind, uai, commune, dispositif].filter(Boolean).join(" · ");
