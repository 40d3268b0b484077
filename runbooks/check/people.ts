import type { FunctionKey } from "#conventions/schema/words.ts";
import type { RunbookFinding } from "../problem.ts";
import type { CellRole, Runbook, RunbookParty } from "../schema.ts";
import { error, placed } from "./findings.ts";

/** Who may act for each party: seats of the cell, and functions held there in some convention. */
const actors: Record<RunbookParty, readonly (CellRole | FunctionKey)[]> = {
  cellule: ["direction", "rssi", "main-courante", "communication", "dpd", "prestataire", "liaison"],
  academie: [
    "rssi",
    "dpd",
    "ien",
    "recteur",
    "dasen",
    "dane",
    "dsi",
    "referentNumerique",
    "draaf",
    "communication",
    "liaison",
  ],
  collectivite: ["rssi", "dpd", "elu", "dsi", "referentNumerique", "communication", "liaison"],
  etablissement: ["chefEtablissement", "referentNumerique", "dpd", "liaison"],
  prestataire: ["exploitant", "rssi", "dpd", "dsi", "prestataire", "communication", "liaison"],
};

const names: Record<RunbookParty, string> = {
  cellule: "la cellule",
  academie: "l’académie",
  collectivite: "la collectivité",
  etablissement: "l’établissement",
  prestataire: "le prestataire",
};

/** The acting function exists in the party that acts. */
export const checkPeople = (runbook: Runbook): RunbookFinding[] =>
  placed(runbook)
    .filter(({ action }) => !actors[action.party].includes(action.who))
    .map(({ action, path }) =>
      error(
        [...path, "who"],
        `« ${action.who} » n’agit pas pour ${names[action.party]}`,
        `l’un de ces mots : ${actors[action.party].join(", ")}`,
      ),
    );
