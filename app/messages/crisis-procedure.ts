import type { RunbookParty } from "#runbooks/schema/words.ts";
import { seatWord } from "./crisis-act.ts";
import { steps } from "./crisis-room.ts";
import { functionLabel } from "./directory-words.ts";
import { lower } from "./incident-words.ts";

/** Words of a procedure drawn, read as a list, and played again. */
export const procedure = {
  titled: (ref: string) => `Procédure ${ref}`,
  heading: "Où en est la procédure",
  lead: (title: string, version: number) =>
    `${title}, version ${version}, telle qu’elle court dans cette crise.`,
  runbookLead: (version: number) => `Version ${version} de la procédure.`,
  room: "Retour à la salle",
  replay: "Rejouer la crise",
  views: { label: "Présentation", drawing: "Dessin", list: "Liste" },
  drawing: (title: string) => `Dessin de la procédure « ${title} ». La même chose est donnée en liste.`,
  scroll: "Dessin, à faire défiler",
  counts: (done: number, total: number, open: number) =>
    `${done} sur ${total} étapes et décisions réglées, ${open} attendue${open > 1 ? "s" : ""} maintenant.`,
  now: "Attendu maintenant",
  notBegun: "La cellule n’est pas encore active : voici la procédure telle qu’elle sera suivie.",
  nothingNow: "Rien n’est attendu : tout est réglé.",
  after: "Après",
  condition: "Si",
  options: "Choix possibles",
  leadsTo: "mène à",
  chosen: "retenu",
  within: (span: string) => `délai ${span}`,
  proof: "Preuve attendue",
  decision: "Décision",
  step: "Étape",
  elsewhere: "vient d’une autre phase",
  open: "Ouvrir dans la salle",
  nodeName: (kind: string, label: string, state: string, who: string) =>
    `${kind} : ${label}. ${state}. ${who}.`,
  legend: {
    title: "Légende",
    step: "Étape : rectangle",
    decision: "Décision : losange allongé, un trait par choix",
    came: "Chemin parcouru : trait plein épais",
    ahead: "Encore possible : trait fin",
    aside: "Écarté : tirets",
    now: "Attendu maintenant : double contour",
  },
} as const;

type Shape = "circle" | "play" | "stop" | "check" | "skip" | "dash" | "question";
const states: Record<string, { label: string; shape: Shape }> = {
  waiting: { label: "En attente", shape: "circle" },
  todo: { label: "À faire", shape: "question" },
  taken: { label: "En cours", shape: "play" },
  blocked: { label: "Bloquée", shape: "stop" },
  done: { label: "Faite", shape: "check" },
  skipped: { label: "Passée", shape: "skip" },
  moot: { label: "Sans objet", shape: "dash" },
  open: { label: "À décider", shape: "question" },
  decided: { label: "Décidée", shape: "check" },
};
export const stateKeys = Object.keys(states);

/** Word and shape of where a step or a decision stands: colour never says it alone. `key`: a class of the style sheet. */
export function actionState(state: string | undefined): { key: string; label: string; shape: Shape } {
  const key = (state ?? "waiting").split(":")[0] ?? "waiting";
  return { key, ...(states[key] ?? { label: key, shape: "circle" }) };
}

/** A seat of the cell, or a function. */
export const seatLabel = (who: string) => (seatWord(who) === who ? functionLabel(who) : seatWord(who));

/** « RSSI (académie) »: who acts, and the party where that person is looked for. */
export const whoLabel = (who: string, party: string) =>
  `${seatLabel(who)} (${lower(steps.party[party as RunbookParty] ?? party)})`;

/** A delay in minutes: « 30 min », « 2 h », « 3 jours ». */
export function minutesLabel(minutes: number): string {
  if (minutes < 120) return `${minutes}\u00a0min`;
  if (minutes < 48 * 60) return `${Math.round((minutes / 60) * 10) / 10}\u00a0h`.replace(".", ",");
  return `${Math.round(minutes / 1440)}\u00a0jours`;
}

export const replay = {
  titled: (ref: string) => `Rejeu ${ref}`,
  heading: "La crise telle qu’elle était",
  lead: "Déplacez le curseur : étapes, décisions, verrou et cellule sont ceux de ce moment.",
  slider: "Moment de la crise",
  at: (seq: number, total: number) => `Entrée ${seq} sur ${total}`,
  play: "Lire en accéléré (×60)",
  pause: "Arrêter la lecture",
  first: "Début",
  last: "Maintenant",
  previous: "Entrée précédente",
  next: "Entrée suivante",
  marks: "Moments marqués",
  jump: "Aller à un moment marqué",
  link: "Lien vers ce moment",
  loading: "Lecture du journal",
  failed: "Le journal n’a pas pu être lu jusqu’au bout. Rechargez la page.",
  before: "Avant l’ouverture",
  state: "État",
  lock: "Verrou",
  steps: "Étapes et décisions",
  people: "Cellule",
  nobody: "Personne encore.",
  lines: "Dernières lignes du journal",
  noLock: "Cette crise ne ferme aucun canal.",
  openChannels: (channels: string) => `Ouverts : ${channels || "aucun"}.`,
  closedChannels: (channels: string) => `Fermés : ${channels}.`,
  drawing: "Le dessin à ce moment",
  noJournal: "Rejouer une crise demande le droit de lire son journal.",
  line: (seq: number) => `N° ${seq}`,
  substitute: "suppléance",
} as const;
