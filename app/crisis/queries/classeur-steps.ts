import { classeur } from "#app/messages/crisis-offline.ts";
import { actionState, minutesLabel, whoLabel } from "#app/messages/crisis-procedure.ts";
import { namesOf } from "#app/messages/crisis-room-journal.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { isSettled } from "#machines/procedure/states.ts";
import type { Action, Runbook } from "#runbooks/schema.ts";

/** A step or decision ready to be read: words only. */
export type KeptStep = {
  title: string;
  decision: boolean;
  settled: boolean;
  /** Word of its state and who put it there; empty before the cell is active. */
  state: string;
  /** Who acts, how long, after what, proof, choices. */
  facts: string[];
  instructions: string[];
};
export type KeptPhase = { title: string; steps: KeptStep[] };

/** The procedure in force with where it stands, phase by phase. */
export function keptPhases(runbook: Runbook, crisis: Pick<CrisisContext, "steps" | "actions">): KeptPhase[] {
  const names = namesOf(runbook);
  const begun = Object.keys(crisis.steps).length > 0;
  const kept = (one: Action): KeptStep => {
    const state = crisis.steps[one.key] ?? "waiting";
    const { by, reason, proof } = crisis.actions[one.key] ?? {};
    const said = [actionState(state).label, by?.name, reason ?? proof].filter(Boolean).join(", ");
    return {
      title: one.title,
      decision: one.kind === "decision",
      settled: isSettled(state),
      state: begun ? said : "",
      facts: factsOf(one, state, names),
      instructions: one.instructions,
    };
  };
  return runbook.phases.map(({ title, actions }) => ({ title, steps: actions.map(kept) }));
}

function factsOf(one: Action, state: string, names: ReturnType<typeof namesOf>): string[] {
  const who = [whoLabel(one.who, one.party), one.within && classeur.within(minutesLabel(one.within))];
  const article = one.rule && one.article ? `${one.article} (${one.rule})` : null;
  const condition = one.when
    .map(({ decision, option }) => `${names.action(decision)} ${names.option(decision, option)}`)
    .join(" ou ");
  return [
    [...who, article].filter(Boolean).join(" · "),
    ...(condition ? [classeur.condition(condition)] : []),
    ...(one.after.length > 0 ? [classeur.after(one.after.map(names.action).join(", "))] : []),
    ...(one.kind === "step" && one.proof ? [classeur.proof(one.proof)] : []),
    ...(one.kind === "decision" ? [classeur.options(one.options.map(({ label }) => label).join(" / "))] : []),
    ...(state.startsWith("decided:")
      ? [classeur.chosen(names.option(one.key, state.slice("decided:".length)))]
      : []),
  ];
}
