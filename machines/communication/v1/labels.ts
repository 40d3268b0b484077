import type { ApprovalState, CommunicationState } from "./context.ts";
import type { Process, Profile, Topic } from "./facts.ts";
import type { DecisionState } from "./found.ts";

/** French words of this machine, as its refusals and pages say them. */
export const processLabels: Record<Process, string> = {
  classique: "Classique",
  urgent: "Urgente",
  crise: "De crise",
  surete: "De sûreté",
};
export const topicLabels: Record<Topic, string> = {
  orientation: "Orientation, métiers, formations",
  "it-security": "Sécurité informatique",
  "digital-education": "Numérique éducatif",
  agriculture: "Enseignement agricole",
  "cross-cutting": "Sujet transversal",
  other: "Autre sujet",
};
export const profileLabels: Record<Profile, string> = {
  families: "familles",
  pupils: "élèves",
  teachers: "enseignants",
  staff: "personnels",
};
export const stateLabels: Record<CommunicationState | "new", string> = {
  new: "pas encore écrit",
  draft: "en préparation",
  t1: "à l’approbation des autorités",
  adapting: "adaptations à accepter",
  t2: "à la décision des établissements",
  approval: "à l’approbation",
  scheduled: "approuvé, en attente de sa date",
  sending: "en cours d’envoi",
  sent: "diffusé",
  ended: "terminé",
  rejected: "rejeté",
  withdrawn: "retiré",
};
export const approvalLabels: Record<ApprovalState, string> = {
  waiting: "attendue",
  approved: "approuvé",
  adapted: "adaptations proposées",
  rejected: "rejeté",
  tacit: "accord tacite",
  late: "en retard, le silence ne vaut pas accord",
};
export const decisionLabels: Record<DecisionState, string> = {
  pending: "attendue",
  accepted: "accepté",
  refused: "refusé",
  tacit: "accord tacite",
  closed: "établissement fermé, laissé de côté",
};
export const opinionLabels: Record<string, string> = {
  conforme: "Conforme au cadre",
  reserve: "Conforme avec réserve",
  "non-conforme": "Non conforme au cadre",
};
/** What a form asks for, in the author's words. */
export const fieldLabels: Record<string, string> = {
  title: "le titre",
  short: "la description courte",
  long: "la description longue",
  sms: "le texte du SMS",
  survey: "le lien vers le questionnaire",
  objective: "l’objectif",
  justification: "la justification",
  startsAt: "la date de début",
  endsAt: "la date de fin",
  director: "le directeur de la publication",
  crisis: "la crise",
};
