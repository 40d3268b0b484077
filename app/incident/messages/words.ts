import { mail } from "#app/messages/mail.ts";
import type { IncidentTemplate } from "#machines/effects.ts";

export { zoneWords } from "#app/messages/mail.ts";

/** What the messages and the acknowledgement page say, apart from the facts. */
export const words = {
  ...mail,
  titles: {
    what: "Ce qui se passe",
    expected: "Ce qui est attendu de vous",
    why: mail.why,
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
  chased: "Sans réponse, une relance part, puis d’autres sont sollicités.",
  reference: (ref: string, dispositif: string) => `${ref}, ${dispositif}`,
  suspensionCauses: {
    maintenance: "maintenance",
    security: "raison de sécurité",
    "force-majeure": "force majeure",
  } as Record<string, string>,
  cause: (cause: string) => `Cause : ${cause}`,
  window: (from: string, until: string | null, zone: string) =>
    until ? `Du ${from} au ${until} (${zone})` : `À partir du ${from} (${zone}), sans fin annoncée`,
};
