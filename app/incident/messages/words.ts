import type { IncidentTemplate } from "#machines/effects.ts";

/** What the messages and the acknowledgement page say, apart from the facts. */
export const words = {
  exercise: "EXERCICE",
  exerciseLine: "EXERCICE : ceci n’est pas un incident réel. Répondez comme s’il l’était.",
  hello: (name: string | null) => (name ? `Bonjour ${name},` : "Bonjour,"),
  titles: {
    what: "Ce qui se passe",
    expected: "Ce qui est attendu de vous",
    why: "Pourquoi vous",
    said: "Ce qui vous est transmis",
    whom: "Qui appeler",
  },
  /** In the subject, after the name of the console. */
  kind: {
    alert: "",
    reminder: "Rappel",
    escalation: "À votre tour",
    "follow-up": "Suites données",
    breach: "Délai dépassé",
    suspension: "Suspension de service",
  } satisfies Record<IncidentTemplate, string>,
  lead: {
    alert: (place: string) =>
      `Un incident de sécurité est signalé : ${place}. Vous faites partie de la chaîne d’alerte.`,
    reminder: (place: string) =>
      `Un incident de sécurité est signalé : ${place}. Un premier message vous a été envoyé ; votre réponse manque encore.`,
    escalation: (place: string) =>
      `Un incident de sécurité est signalé : ${place}. Vous êtes maintenant sollicité.`,
    "follow-up": (place: string) => `Voici les suites données à un incident de sécurité : ${place}.`,
    breach: (place: string) =>
      `Un délai est dépassé pour un incident de sécurité : ${place}. Cela ne clôt rien : l’action reste attendue.`,
    suspension: (place: string) => `Un service de l’ENT est suspendu ou va l’être : ${place}.`,
  } satisfies Record<IncidentTemplate, (place: string) => string>,
  unanswered: (who: string) =>
    `${who} a été alerté et n’a pas répondu dans le délai prévu : on se tourne vers vous.`,
  unreached: (who: string) =>
    `Le message adressé à ${who} n’a pas pu lui être remis : on se tourne vers vous.`,
  since: (date: string, zone: string) => `Constaté le ${date} (${zone})`,
  declarer: (name: string) => `Déclaré par ${name}`,
  personalData: "Des données personnelles sont concernées.",
  by: (date: string, zone: string, article: string) =>
    `À faire avant le ${date} (${zone}), ${basis(article)}.`,
  soon: (article: string) => `À faire dès que possible, ${basis(article)}.`,
  chased: "Sans réponse, une relance part, puis d’autres sont sollicités.",
  rule: (rule: string, article: string) =>
    `Règle ${rule}, ${/^\d/.test(article) ? "article " : ""}${article}.`,
  asFunction: (label: string, organisation: string) =>
    `Vous recevez ce message au titre de la fonction « ${label} » pour ${organisation}.`,
  via: {
    holder: "",
    mailbox: "",
    substitute: "Vous êtes prévenu comme suppléant.",
    above: "Personne n’est joignable à l’échelon concerné : l’alerte remonte jusqu’à vous.",
  } as Record<string, string>,
  mailboxOf: (organisation: string) => `Ce message est adressé à la boîte de ${organisation}.`,
  press: "J’ai lu et je m’en occupe",
  pressHint: "La page s’ouvre sans mot de passe : appuyez-y sur le bouton pour répondre.",
  notMe: "Ce n’est pas moi",
  reference: (ref: string, dispositif: string) => `${ref}, ${dispositif}`,
  automatic: "Message automatique de Tocsin. Le lien vous est personnel : ne le transférez pas.",
  suspensionCauses: {
    maintenance: "maintenance",
    security: "raison de sécurité",
    "force-majeure": "force majeure",
  } as Record<string, string>,
  cause: (cause: string) => `Cause : ${cause}`,
  window: (from: string, until: string | null, zone: string) =>
    until ? `Du ${from} au ${until} (${zone})` : `À partir du ${from} (${zone}), sans fin annoncée`,
};

const zones: Record<string, string> = {
  "Europe/Paris": "heure de Paris",
  "Indian/Reunion": "heure de La Réunion",
  "Indian/Mayotte": "heure de Mayotte",
  "America/Guadeloupe": "heure de la Guadeloupe",
  "America/Martinique": "heure de la Martinique",
  "America/Cayenne": "heure de la Guyane",
  "America/Miquelon": "heure de Saint-Pierre-et-Miquelon",
  "Pacific/Noumea": "heure de Nouméa",
  "Pacific/Tahiti": "heure de Tahiti",
};
/** « heure de La Réunion » */
export const zoneWords = (zone: string) =>
  zones[zone] ?? `heure de ${zone.replace(/^.*\//, "").replaceAll("_", " ")}`;

/** « en application de l’article 7 de la convention » */
function basis(article: string): string {
  if (/^\d/.test(article)) return `en application de l’article ${article} de la convention`;
  if (article.startsWith("RGPD ")) return `en application du RGPD, article ${article.slice(5)}`;
  if (article === "choix de la console") return "par choix de la console";
  return `en application de la convention (${article})`;
}
