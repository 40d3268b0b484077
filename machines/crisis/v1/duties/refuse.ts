import { type Happening, type Refusal, StepRefused } from "../../../step.ts";
import type { CrisisContext } from "../context.ts";
import type { Convention } from "../parties.ts";
import type { Rules } from "../rules.ts";

/** What a convention or a procedure asks before an event is accepted. @throws StepRefused */
export type Duty = (
  crisis: CrisisContext,
  happening: Happening,
  rules: Rules,
  convention: Convention,
) => void;

/** @throws StepRefused always */
export const refuse = (refusal: Omit<Refusal, "instead"> & { instead?: string[] }): never => {
  throw new StepRefused({ instead: [], ...refusal });
};
/** MBN-6.2: what each actor does, and how decisions are taken and carried out. */
export const procedure = { rule: "MBN-6.2", article: "6.2" };
/** Where the texts are silent. */
export const choice = { rule: "TOCSIN-CRISE", article: "choix de la console" };
