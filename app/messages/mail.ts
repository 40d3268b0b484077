/** What every message to professionals says around its facts, and the page behind its link. */
export const mail = {
  exercise: "EXERCICE",
  exerciseLine: "EXERCICE : ceci n’est pas un incident réel. Répondez comme s’il l’était.",
  hello: (name: string | null) => (name ? `Bonjour ${name},` : "Bonjour,"),
  why: "Pourquoi vous",
  press: "J’ai lu et je m’en occupe",
  pressHint: "La page s’ouvre sans mot de passe : appuyez-y sur le bouton pour répondre.",
  notMe: "Ce n’est pas moi",
  automatic: "Message automatique de Tocsin. Le lien vous est personnel : ne le transférez pas.",
  site: "Tocsin",
  wait: "Si rien ne se passe, appuyez de nouveau : répondre deux fois est sans conséquence.",
  by: (date: string, zone: string, article: string) =>
    `À faire avant le ${date} (${zone}), ${basis(article)}.`,
  soon: (article: string) => `À faire dès que possible, ${basis(article)}.`,
  rule: (rule: string, article: string) =>
    `Règle ${rule}, ${/^\d/.test(article) ? "article " : ""}${article}.`,
  asFunction: (label: string, organisation: string) =>
    `Vous recevez ce message au titre de la fonction « ${label} » pour ${organisation}.`,
  mailboxOf: (organisation: string) => `Ce message est adressé à la boîte de ${organisation}.`,
  via: {
    holder: "",
    mailbox: "",
    substitute: "Vous êtes prévenu comme suppléant.",
    above: "Personne n’est joignable à l’échelon concerné : l’alerte remonte jusqu’à vous.",
  } as Record<string, string>,
} as const;

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
