import type { Convention } from "#conventions/schema.ts";
import type { RunbookParty } from "#runbooks/schema/words.ts";

export type { Convention } from "#conventions/schema.ts";

const kinds: Record<RunbookParty, string[]> = {
  cellule: [],
  academie: ["academie", "dsden", "circonscription", "draaf"],
  collectivite: ["region", "departement", "commune"],
  etablissement: ["etablissement", "ecole"],
  prestataire: ["prestataire"],
};

/** Kinds of organisation that a runbook's party means under a convention. */
export function partyKindsOf(party: RunbookParty, convention: Convention): string[] {
  const signed = new Set<string>(convention.parties.map(({ kind }) => kind));
  const meant = kinds[party];
  // A provider that signed nothing works for the collectivité or the académie: its steps are theirs too.
  if (party === "prestataire" && !signed.has("prestataire")) return [...meant, ...kinds.collectivite];
  return meant;
}
