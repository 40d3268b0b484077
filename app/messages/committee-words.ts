import type { Tone } from "#app/ui/state-badge.tsx";
import { matterLabels } from "#conventions/labels.ts";

/** Labels of instances and meetings: the same words on every page, in the minutes and in the exports. */
type Worded = { label: string; tone: Tone };
const states: Record<string, Worded> = {
  planned: { label: "Prévue", tone: "neutral" },
  convened: { label: "Convoquée", tone: "info" },
  held: { label: "En séance", tone: "new" },
  consulting: { label: "Consultation ouverte", tone: "new" },
  drafted: { label: "Procès-verbal à valider", tone: "warning" },
  validated: { label: "Procès-verbal validé", tone: "info" },
  sent: { label: "Procès-verbal envoyé", tone: "success" },
  cancelled: { label: "Annulée", tone: "neutral" },
};
export const meetingState = (key: string): Worded => states[key] ?? { label: key, tone: "neutral" };

const itemStates: Record<string, Worded> = {
  waiting: { label: "À venir", tone: "neutral" },
  open: { label: "En cours", tone: "new" },
  decided: { label: "Décidé", tone: "success" },
  noted: { label: "Pris acte", tone: "info" },
  postponed: { label: "Reporté", tone: "warning" },
};
export const itemState = (key: string): Worded => itemStates[key] ?? { label: key, tone: "neutral" };

export const matterNames: Record<string, string> = { ...matterLabels, other: "Autre point" };
export const voteNames: Record<string, string> = { for: "Pour", against: "Contre", abstain: "Abstention" };
export const opinionNames: Record<string, string> = {
  favourable: "Favorable",
  reserved: "Réservé",
  unfavourable: "Défavorable",
};
export const verdictLabels: Record<string, string> = {
  firm: "Homologation ferme",
  provisional: "Autorisation provisoire",
  reserved: "Homologation avec réserves",
  refused: "Refus",
  maintained: "Homologation maintenue",
  renewal: "Nouveau dossier demandé",
  suspended: "Suspension",
  approved: "Approbation",
  "approved-with-conditions": "Approbation avec conditions",
  "more-information": "Complément demandé",
  kept: "Maintien",
  revoked: "Retrait",
  reinstated: "Remise en service",
  "kept-suspended": "Maintien de la suspension",
  conforme: "Conforme au cadre",
  reserve: "Conforme avec réserve",
  "non-conforme": "Non conforme",
  adopted: "Adoption",
  rejected: "Rejet",
  returned: "Renvoi en préparation",
  "to-check": "Vérification demandée",
  extended: "Nouvelle échéance",
  done: "Action faite",
  dropped: "Abandon de l’action",
  resumed: "Reprise de l’homologation",
};
export const presenceNames = { holder: "titulaire", substitute: "suppléant" } as const;
export const formNames = { sitting: "Séance", written: "Consultation écrite" } as const;
