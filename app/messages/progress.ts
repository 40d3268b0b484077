import type { Tone } from "#app/ui/state-badge.tsx";

/** Words of how far a message is known to have gone: the same on every page. */
const stages: Record<string, { one: string; many: string; tone: Tone }> = {
  waiting: { one: "En attente", many: "En file", tone: "neutral" },
  held: { one: "Retenu", many: "Retenus", tone: "warning" },
  sent: { one: "Envoyé", many: "Envoyés", tone: "info" },
  accepted: { one: "Accepté", many: "Acceptés", tone: "info" },
  delivered: { one: "Remis", many: "Remis", tone: "success" },
  read: { one: "Lu", many: "Lus", tone: "success" },
  failed: { one: "En échec", many: "En échec", tone: "error" },
  cancelled: { one: "Annulé", many: "Annulés", tone: "neutral" },
  simulated: { one: "Simulé", many: "Simulés", tone: "neutral" },
};
export const stageWord = (stage: string) => stages[stage]?.one ?? stage;
export const stageWords = (stage: string) => stages[stage]?.many ?? stage;
export const stageTone = (stage: string): Tone => stages[stage]?.tone ?? "neutral";

const number = (n: number) => n.toLocaleString("fr-FR");
const some = (n: number | undefined, one: string, many: string) =>
  n ? [`${number(n)} ${n > 1 ? many : one}`] : [];
/** « 1 204 comptes atteints, 3 non activés, 2 non remis »; nothing where the provider counted nobody. */
export const reachWords = (reach: { reached?: number; inactive?: number; undelivered?: number }): string =>
  [
    ...some(reach.reached, "personne atteinte", "personnes atteintes"),
    ...some(reach.inactive, "compte non activé", "comptes non activés"),
    ...some(reach.undelivered, "non remis", "non remis"),
  ].join(", ");

export const progressWords = {
  path: "Ce que l’on sait de lui",
  late: "échec signalé après l’envoi",
  counted: "Selon le service",
  last: "dernier état",
  nothing: "Ce canal n’a rien dit de plus.",
} as const;
