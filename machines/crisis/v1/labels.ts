import type { CellRole } from "#runbooks/schema/words.ts";

/** Seats of the cell, as refusals name them. */
export const seatLabels: Record<CellRole, string> = {
  direction: "direction de crise",
  rssi: "RSSI",
  "main-courante": "main courante",
  communication: "communication",
  dpd: "DPD",
  prestataire: "prestataire",
  liaison: "liaison d’une partie",
};

export const lifeLabels: Record<string, string> = {
  new: "pas encore ouverte",
  veille: "en veille",
  qualified: "qualifiée",
  active: "active",
  sortie: "en sortie",
  retex: "en RETEX",
  closed: "close",
  "stood-down": "levée sans crise",
};
