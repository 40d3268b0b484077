import type { FunctionKey, Target } from "#conventions/schema.ts";
import type { PlanItem, Scope } from "../../effects.ts";
import type { Opened } from "./events.ts";

type At = (Target & { to: "function" })["at"];

/** Where each function is held: an organisation that a dispositif has not is nobody. */
const HELD_AT: Partial<Record<FunctionKey, At[]>> = {
  chefEtablissement: ["school"],
  referentNumerique: ["school"],
  ien: ["circonscription"],
  dasen: ["dsden"],
  recteur: ["academie"],
  rssi: ["academie", "region"],
  dpd: ["academie", "region", "departement"],
  dane: ["academie"],
  dsi: ["academie", "region"],
  elu: ["region", "departement", "commune"],
  exploitant: ["prestataire"],
  draaf: ["draaf"],
};
/** Functions of the alert chain that can be tested. */
export const testable = Object.keys(HELD_AT) as FunctionKey[];

/** A test follows no article: it is the console's own means to keep the chain of the convention alive. */
export const CHOICE = { rule: "CHOIX-JOIGNABILITE", article: "choix de la console" } as const;

export const planOf = (functions: FunctionKey[]): PlanItem[] =>
  functions.flatMap((fn) =>
    (HELD_AT[fn] ?? []).map(
      (at): PlanItem => ({ alert: fn, ...CHOICE, target: { to: "function", function: fn, at } }),
    ),
  );

export function scopeOf({ facts: { territory }, place }: Opened, author: string): Scope {
  return {
    perimeter: territory.perimeter,
    place: place.id,
    declarer: place.id,
    author,
    ...(territory.perimeter === "departement" && { departement: territory.departement }),
    ...(territory.perimeter === "academie" && { academie: territory.academie }),
  };
}
