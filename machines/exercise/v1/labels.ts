import type { ExerciseLife } from "./context.ts";
import type { Way } from "./facts.ts";

export const exerciseStateNames: Record<ExerciseLife | "new", string> = {
  new: "pas encore préparé",
  prepared: "prêt",
  running: "en cours",
  paused: "en pause",
  ended: "terminé",
  debriefed: "débriefé",
  cancelled: "annulé",
};

export const wayLabels: Record<Way, string> = {
  telephone: "téléphone",
  courriel: "courriel",
  visite: "une visite",
  presse: "la presse",
  "reseau-social": "réseau social",
  technique: "une alerte technique",
};
