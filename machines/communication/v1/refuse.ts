import { type Refusal, StepRefused } from "../../step.ts";

/** @throws StepRefused always */
export const refuse = (refusal: Omit<Refusal, "instead"> & { instead?: string[] }): never => {
  throw new StepRefused({ instead: [], ...refusal });
};
/** Where the texts are silent. */
export const choice = { rule: "CHOIX-COMMUNICATION", article: "choix de la console" };
