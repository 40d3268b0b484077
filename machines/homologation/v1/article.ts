import type { Convention } from "#conventions/schema.ts";

export type Cited = { rule: string; article: string };

/** The article of this convention on homologation and governance; where it is silent, the RGS itself. */
export function articleOf({ rules }: Convention): Cited {
  const found = rules.find(({ id }) => ["MBN-6", "VER-6", "NAN-8", "ATR-12", "BEA-6"].includes(id));
  return found ? { rule: found.id, article: found.article } : RGS;
}

/** Décret 2010-112, article 5: the decision, on a dossier, by the authority, before the service opens. */
export const RGS: Cited = { rule: "RGS-5", article: "RGS, article 5" };
/** Where neither the RGS nor a convention says it. */
export const CHOICE: Cited = { rule: "CHOIX-HOMOLOGATION", article: "choix de la console" };
/** Decided once: what it was decided on stays. */
export const FROZEN: Cited = { rule: "HOM-GEL", article: "RGS, article 5" };
