import type { RunbookFinding } from "../problem.ts";
import type { Runbook } from "../schema.ts";
import { circlesOf, waitsFor } from "./circles.ts";
import { error, placed, quoted } from "./findings.ts";

/**
 * Proves that some way of deciding opens each action, and that each option lets the procedure end. An action can be
 * opened, and settled or set aside whatever is decided, once that holds for all that it waits for: a way of deciding
 * never asks two answers of one decision, since nothing waits in a circle. What a circle or a wrong name holds back
 * is told here; those in the circle, or with the wrong name, are told by their own check.
 */
export function checkReach(runbook: Runbook): RunbookFinding[] {
  const all = placed(runbook);
  const known = new Set(all.map(({ action }) => action.key));
  const reached = new Set<string>();
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { action } of all)
      if (waitsFor(action).every((key) => reached.has(key))) reached.add(action.key);
  }
  const inCircles = new Set(circlesOf(runbook).flat());
  return all
    .filter(({ action }) => !reached.has(action.key) && !inCircles.has(action.key))
    .filter(({ action }) => waitsFor(action).every((key) => known.has(key)))
    .map(({ action, path }) => {
      const { key, kind } = action;
      const held = quoted(waitsFor(action).filter((one) => !reached.has(one)));
      return kind === "step"
        ? error(
            path,
            `aucune suite de décisions n’ouvre « ${key} », qui attend ${held}`,
            "une étape que l’on peut atteindre",
          )
        : error(
            path,
            `la décision « ${key} », qui attend ${held}, ne peut être ni prise ni écartée`,
            "une décision dont chaque choix mène à la fin",
          );
    });
}
