import type { Happening } from "../../step.ts";
import type { CrisisContext } from "./context.ts";
import { cellDuties } from "./duties/cell.ts";
import { compromiseDuties } from "./duties/compromise.ts";
import { containmentDuties } from "./duties/containment.ts";
import { lifeDuties } from "./duties/life.ts";
import { messageDuties } from "./duties/messages.ts";
import type { Duty } from "./duties/refuse.ts";
import { turn } from "./duties/turn.ts";
import type { Convention } from "./parties.ts";
import type { Rules } from "./rules.ts";

const duties: Record<string, Duty> = {
  ...lifeDuties,
  ...cellDuties,
  ...compromiseDuties,
  ...containmentDuties,
  ...messageDuties,
};

/**
 * What the conventions and the procedure ask before an event is accepted.
 * @throws StepRefused with the rule, its article and what is possible instead.
 */
export function requireDuties(
  crisis: CrisisContext,
  happening: Happening,
  rules: Rules,
  convention: Convention,
): void {
  turn(crisis, happening, rules, convention);
  duties[happening.type]?.(crisis, happening, rules, convention);
}
