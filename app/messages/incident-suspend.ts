import { audience } from "./incident-words.ts";

/** Announcing that a service is, or will be, suspended: its own notice, with cause and window. */
export const suspend = {
  title: "Annoncer une suspension de service",
  lead: "Les parties et les établissements sont prévenus de la cause et des heures. Vous verrez qui avant d’envoyer.",
  exerciseLead:
    "C’est un exercice : aucun message ne partira, tout sera simulé. Pour faire jouer des personnes, préparez un exercice.",
  incident: "Déclarer plutôt un incident",
  whereHint:
    "L’organisation dont le service s’arrête : la vôtre pour tout l’ENT, un établissement pour lui seul.",
  cause: "Pour quelle raison ?",
  causeShort: "Cause",
  causes: {
    maintenance: {
      label: "Maintenance",
      hint: "Une intervention prévue : mise à jour, déménagement, travaux.",
    },
    security: { label: "Sécurité", hint: "Une faille à corriger, une attaque à contenir." },
    "force-majeure": { label: "Force majeure", hint: "Coupure de courant, sinistre, réseau hors service." },
  },
  from: "Début de la suspension",
  fromHint:
    "Laissez vide si elle commence maintenant. Sinon : « ce soir 20h », « vendredi 18h30 », « 25/03 à 8h ».",
  until: "Fin prévue",
  untilHint:
    "Laissez vide si vous ne la connaissez pas. Une heure seule suit le début : « 6h », « 26/03 à 6h ».",
  window: "Suspension",
  why: "Ce qui sera arrêté, et pourquoi",
  whyHint: "Les services touchés, ce que chacun peut faire en attendant. Ce texte part tel quel.",
  next: "Voir qui sera prévenu",
  previewTitle: "Relisez, puis prévenez",
  messageTitle: "Titre de l’avis",
  messageTitleHint: "Proposé d’après vos réponses ; c’est l’objet du message.",
  edit: "Modifier",
  proposedTitle: (cause: string, place: string) =>
    `Suspension de service (${cause.toLowerCase()}) – ${place}`,
  confirm: (people: number, mailboxes: number) =>
    people + mailboxes === 0 ? "Annoncer la suspension" : `Prévenir ${audience(people, mailboxes)}`,
  wrong: {
    place: "Dites quel service s’arrête, et où.",
    cause: "Choisissez la raison de la suspension.",
    from: "Début non compris : donnez le jour et l’heure, par exemple « demain 20h », ou laissez vide pour « maintenant ».",
    until: "Fin non comprise : donnez le jour et l’heure, par exemple « 26/03 à 6h », ou laissez vide.",
    order: (from: string) => `La fin vient avant le début (${from}) : corrigez l’une ou l’autre.`,
    past: "Cette fin est déjà passée : s’il n’y a plus rien à suspendre, il n’y a personne à prévenir.",
    old: "Ce début date de plus d’un an : vérifiez l’année.",
    far: "Ce début est dans plus de deux ans : vérifiez l’année.",
    description: "Dites en une ou deux phrases ce qui sera arrêté et pourquoi.",
  },
} as const;
