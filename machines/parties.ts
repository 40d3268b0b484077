import type { Convention, PartyKind } from "#conventions/schema.ts";

/** Circonscriptions and DSDEN are services of the académie where they are no party of their own. */
const servicesOf: Record<string, PartyKind[]> = {
  circonscription: ["dsden", "academie"],
  dsden: ["academie"],
};
const schoolKinds: PartyKind[] = ["ecole", "etablissement"];

/**
 * Kinds of party for which an organisation acts under a convention.
 * @example a DSDEN acts as DSDEN in BEA, which it signed, and as académie in VER.
 */
export function actingKinds(kind: string, convention: Convention): PartyKind[] {
  const signed = new Set(convention.parties.map((party) => party.kind));
  const kinds = [kind as PartyKind];
  kinds.push(...(servicesOf[kind] ?? []).filter((above) => signed.has(above)));
  // A text may say « établissement » of any school.
  if (schoolKinds.includes(kind as PartyKind)) kinds.push(...schoolKinds.filter((other) => other !== kind));
  if (kind === "academie" && signed.has("dsden") && !signed.has("academie")) kinds.push("dsden");
  return kinds;
}
