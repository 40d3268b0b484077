/** Messages that did not arrive: the list, one of them, sending it again. */
export const deliveries = {
  title: "Envois en échec",
  lead: "Chaque alerte qui n’a pas pu être remise reste ici jusqu’à ce qu’elle soit renvoyée. Aucune n’est perdue en silence.",
  caption: "Messages qui ne sont pas arrivés",
  queue: {
    empty: "Rien n’attend dans la file d’envoi.",
    waiting: (count: string, many: boolean, age: string) =>
      `${count} message${many ? "s attendent" : " attend"} dans la file d’envoi, le plus ancien depuis ${age}.`,
    retried: (count: string, many: boolean) =>
      `${count} ${many ? "sont retentés" : "est retenté"} après un échec passager.`,
  },
  column: {
    recipient: "Destinataire",
    reason: "Pourquoi",
    instead: "Ce qui a été fait",
    incident: "Incident",
    action: "Action",
  },
  address: (address: string) => `Adresse : ${address}`,
  tries: (count: number) => (count > 1 ? `${count} essais` : "1 essai"),
  last: "dernier essai",
  sentThen: "parti",
  insteadNone: "Personne d’autre n’a pu être alerté à sa place : appelez.",
  insteadTold: (name: string) => `Alerté à sa place : ${name}`,
  act: "Corriger ou renvoyer",
  actFor: (name: string) => `Corriger ou renvoyer : ${name}`,
  look: "Voir",
  lookFor: (name: string) => `Voir : ${name}`,
  empty: {
    title: "Aucun envoi en échec",
    text: "Quand une adresse refuse un message, ou qu’un serveur reste injoignable après dix essais, l’alerte passe au suppléant ou au niveau au-dessus, et apparaît ici pour être corrigée.",
    action: "Voir les incidents",
  },
  all: {
    title: "Après une panne",
    lead: "Ces messages ont été abandonnés après dix essais : le serveur de courriel rétabli, ils peuvent repartir ensemble.",
    line: (ref: string, count: string) => `${ref} : ${count} messages abandonnés`,
    button: (count: string) => `Tout renvoyer (${count})`,
    buttonFor: (count: string, ref: string) => `Tout renvoyer (${count}), incident ${ref}`,
    will: (count: string, ref: string) =>
      `${count} messages de l’incident ${ref} repartent tout de suite, chacun à la même adresse.`,
    refused: "Les adresses refusées pour de bon n’en font pas partie : corrigez-les une à une.",
    kept: "Le renvoi est inscrit au journal de l’incident ; un courriel parti ne se reprend pas.",
    confirm: (count: string, ref: string) => `Renvoyer ${count} messages de ${ref}`,
    done: (ref: string) => `Les messages abandonnés de ${ref} sont de nouveau dans la file d’envoi.`,
    late: "Il n’y a plus de message abandonné dans ce dossier : ils ont été renvoyés entre-temps.",
  },
  one: {
    title: (name: string) => `Message à ${name}`,
    back: "Envois en échec",
    facts: "Ce qui s’est passé",
    recipient: "Destinataire",
    address: "Adresse employée",
    exact: "Réponse exacte",
    tries: "Essais",
    rule: "Alerté selon",
    instead: "Alerté à sa place",
    incident: "Incident",
    phone: "Téléphone",
    history: "Historique de l’envoi",
    known: "Ce que l’on sait de lui après l’envoi",
    retry: "Renvoyer ce message",
    field: "Adresse électronique",
    hint: "Corrigez-la si elle est fausse. L’annuaire n’en est pas changé : faites-le aussi corriger à sa source.",
    check: "Relire avant l’envoi",
    will: (name: string, address: string) =>
      `Le message repartira tout de suite vers ${address}, pour ${name}.`,
    kept: "La correction et le renvoi sont inscrits au journal de l’incident ; un courriel parti ne se reprend pas.",
    fallback: (names: string) =>
      `Alerte déjà partie à sa place vers ${names} : rien de plus ne leur sera envoyé.`,
    send: (address: string) => `Renvoyer à ${address}`,
    notAllowed: "Vos fonctions permettent de lire cet envoi, pas de le renvoyer.",
    done: (address: string) => `Le message est de nouveau dans la file d’envoi, vers ${address}.`,
    already: "Ce message n’est plus en échec : il a été renvoyé entre-temps.",
    wrong: "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.",
    taken: "Cette adresse a déjà reçu ce message pour la même fonction.",
  },
} as const;

const states: Record<string, string> = {
  queued: "à réessayer",
  sending: "en cours",
  sent: "envoyé",
  refused: "refusé pour de bon",
  dead: "abandonné après le dernier essai",
  held: "retenu",
  cancelled: "annulé",
  accepted: "accepté par le service",
  delivered: "remis",
  read: "lu",
  failed: "échec signalé après coup",
};
/** The word for a step of a delivery's history. */
export const deliveryStep = (state: string) => states[state] ?? state;

type Why = { text: string; advice: string };
const CORRECT = "Corrigez l’adresse, puis renvoyez.";
const AGAIN = "Renvoyez quand le serveur répond de nouveau, ou appelez.";
const CALL = "Appelez, puis demandez au service informatique de laisser passer ces messages.";

/** By the enhanced status code of SMTP (RFC 3463), where the server gave one. */
const byCode: [RegExp, Why][] = [
  [/\b[45]\.2\.2\b|\b552\b/, { text: "La boîte du destinataire est pleine.", advice: AGAIN }],
  [/\b5\.2\.1\b/, { text: "La boîte du destinataire est fermée.", advice: CORRECT }],
  [/\b5\.1\.2\b/, { text: "Le domaine de l’adresse n’existe pas.", advice: CORRECT }],
  [/\b5\.1\.\d+\b|\b55[013]\b(?!.*\b5\.7\.)/, { text: "L’adresse est refusée : le serveur ne la connaît pas.", advice: CORRECT }],
  [/\b5\.7\.\d+\b|\b554\b/, { text: "Le message est refusé par le filtrage du destinataire.", advice: CALL }],
  [/mal formée/, { text: "L’adresse est mal écrite.", advice: CORRECT }],
  [/injoignable|introuvable|à temps|fermée|ECONN|ETIMEDOUT|ENOTFOUND|EHOST/, { text: "Le serveur de courriel est resté injoignable.", advice: AGAIN }],
  [/attendre|\b4\d\d\b/, { text: "Le serveur a demandé d’attendre, à chaque essai.", advice: AGAIN }],
  [/identifiants|SMTP_URL|non configuré/, { text: "L’envoi de courriel de la console est mal réglé.", advice: "Prévenez l’administrateur de la console." }],
]; // biome-ignore format: one cause a line

/** Why a message did not arrive, in plain words, and what helps. */
export function whyNot(lastError: string | null, state: string): Why {
  const found = byCode.find(([pattern]) => pattern.test(lastError ?? ""));
  if (found) return found[1];
  return state === "refused"
    ? { text: "Le serveur a refusé le message.", advice: CORRECT }
    : { text: "Le message n’a pas pu partir, malgré tous les essais.", advice: AGAIN };
}
