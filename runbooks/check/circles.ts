import type { RunbookFinding } from "../problem.ts";
import type { Action, Runbook } from "../schema.ts";
import { error, placed } from "./findings.ts";

/** What must be settled before an action: what it comes after, and the decisions it hangs on. */
export const waitsFor = (action: Action) => [...action.after, ...action.when.map(({ decision }) => decision)];

/** Each circle of waiting once, from its first action in reading order: [a, b] for a → b → a. */
export function circlesOf(runbook: Runbook): string[][] {
  const actions = new Map(placed(runbook).map(({ action }) => [action.key, action]));
  const order = [...actions.keys()];
  const circles = new Map<string, string[]>();
  const left = new Set<string>();
  const visit = (key: string, trail: string[]): void => {
    const start = trail.indexOf(key);
    if (start >= 0) {
      const circle = trail.slice(start);
      const from = circle.indexOf(order.find((one) => circle.includes(one)) ?? key);
      circles.set([...circle].sort().join(" "), [...circle.slice(from), ...circle.slice(0, from)]);
      return;
    }
    const here = actions.get(key);
    if (!here || left.has(key)) return;
    for (const next of new Set(waitsFor(here))) visit(next, [...trail, key]);
    left.add(key);
  };
  for (const key of order) visit(key, []);
  return [...circles.values()];
}

/** No step waits for itself, near or far: a → b → a, told at the first of its actions. */
export function checkCircles(runbook: Runbook): RunbookFinding[] {
  const paths = new Map(placed(runbook).map(({ action, path }) => [action.key, path]));
  return circlesOf(runbook).map((circle) =>
    error(
      [...(paths.get(circle[0] ?? "") ?? []), "after"],
      `on attend en rond : ${[...circle, circle[0]].join(" → ")}`,
      "un ordre sans boucle",
    ),
  );
}
