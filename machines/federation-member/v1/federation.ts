import {
  type Convention,
  type Federation,
  type FederationRole,
  federationRoles,
} from "#conventions/schema.ts";
import { StepRefused } from "../../step.ts";
import type { Commitment } from "./context.ts";

export type Cited = { rule: string; article: string };
/** Where no text says it. */
export const CHOICE: Cited = { rule: "CHOIX-FEDERATION", article: "choix de la console" };

/** The federation of a convention. @throws StepRefused where its text sets none up */
export function federationOf({
  federation,
  dispositif,
}: Pick<Convention, "federation" | "dispositif">): Federation {
  if (federation) return federation;
  throw new StepRefused({
    ...CHOICE,
    because: `La convention de ${dispositif.name} ne prévoit pas de fédération d’identité : un avenant l’y inscrit d’abord.`,
    instead: ["convention.import"],
  });
}

/** The commitments that a member of these roles may take, in the order of the convention. */
export const offered = ({ federation }: Convention, roles: readonly FederationRole[]): Commitment[] =>
  federationRoles
    .filter((role) => roles.includes(role))
    .flatMap((role) =>
      (federation?.commitments[role].list ?? []).map(({ key, name }) => ({
        key: `${role}.${key}`,
        role,
        name,
        check: null,
      })),
    );
