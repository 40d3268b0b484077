import type { Composition } from "./events.ts";

/** What the engine looked up just before the step (machines/step.ts, `asks`). */
export type FoundDossier = { id: string; ref: string; machine: string; title: string; state: string };
export type FoundSitting = {
  /** Null: that instance is not of this dispositif. */
  composition?: Composition | null;
  /** Dossiers of the dispositif that points are about; one that is not there is not found. */
  agenda?: FoundDossier[];
};
export const foundIn = (data: Record<string, unknown>): FoundSitting =>
  (data.found as FoundSitting | undefined) ?? {};
