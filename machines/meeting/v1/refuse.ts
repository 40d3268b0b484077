import { type Refusal, StepRefused } from "../../step.ts";
import type { MeetingContext } from "./context.ts";

/** Rules of the console on how a meeting is held, where the text is silent. */
export const CHOICE = { rule: "CHOIX-SEANCE", article: "choix de la console" } as const;
type Cited = { rule: string; article: string };

/** @throws StepRefused */
export function refuse(
  { rule, article }: Cited,
  because: string,
  instead: string[] = [],
  texts?: Refusal["texts"],
): never {
  throw new StepRefused({ rule, article, because, instead, ...(texts && { texts }) });
}

/** The article that sets up the instance. */
export const ofInstance = ({ instance: { rule, article } }: Pick<MeetingContext, "instance">): Cited => ({
  rule,
  article,
});
