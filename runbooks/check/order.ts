import type { RunbookFinding } from "../problem.ts";
import type { Action, Runbook } from "../schema.ts";
import { error, placed, quoted } from "./findings.ts";

/** What `Après` and `Si` name exists, and conditions come before what they open. */
export function checkReferences(runbook: Runbook): RunbookFinding[] {
  const all = placed(runbook);
  const ranks = new Map(all.map(({ action }, rank) => [action.key, rank]));
  const actions = new Map(all.map(({ action }) => [action.key, action]));
  return all.flatMap(({ action, path }, rank) => [
    ...action.after
      .filter((key) => !actions.has(key))
      .map((key) =>
        error(
          [...path, "after"],
          `rien ne s’appelle « ${key} »`,
          "la clé d’une étape ou d’une décision de ce fichier",
        ),
      ),
    ...action.when.flatMap(({ decision, option }): RunbookFinding[] => {
      const named = actions.get(decision);
      const at = [...path, "when"];
      if (named?.kind !== "decision")
        return [
          error(
            at,
            `« ${decision} » n’est pas une décision`,
            `l’une de ces décisions : ${decisionsOf(actions)}`,
          ),
        ];
      const options = named.options.map(({ key }) => key);
      if (!options.includes(option))
        return [
          error(
            at,
            `« ${decision} » n’a pas de choix « ${option} »`,
            `l’un de ces choix : ${quoted(options)}`,
          ),
        ];
      if ((ranks.get(decision) ?? 0) > rank)
        return [error(at, `la décision « ${decision} » est écrite plus bas`, "une décision qui vient avant")];
      return [];
    }),
  ]);
}

const decisionsOf = (actions: ReadonlyMap<string, Action>) =>
  quoted([...actions.values()].filter(({ kind }) => kind === "decision").map(({ key }) => key));

const waitsFor = (action: Action) => [...action.after, ...action.when.map(({ decision }) => decision)];

/** Each circle of waiting is told once, as a → b → a, at the first of its actions in reading order. */
export function checkCircles(runbook: Runbook): RunbookFinding[] {
  const all = new Map(placed(runbook).map((one) => [one.action.key, one]));
  const findings: RunbookFinding[] = [];
  const left = new Set<string>();
  const told = new Set<string>();
  const visit = (key: string, trail: string[]): void => {
    const start = trail.indexOf(key);
    if (start >= 0) {
      const circle = trail.slice(start);
      const name = [...circle].sort().join(" ");
      const first = [...all.keys()].find((one) => circle.includes(one)) ?? key;
      const from = circle.indexOf(first);
      const turned = [...circle.slice(from), ...circle.slice(0, from), first];
      const path = all.get(first)?.path ?? [];
      if (!told.has(name))
        findings.push(
          error([...path, "after"], `on attend en rond : ${turned.join(" → ")}`, "un ordre sans boucle"),
        );
      told.add(name);
      return;
    }
    const here = all.get(key);
    if (!here || left.has(key)) return;
    for (const next of new Set(waitsFor(here.action))) visit(next, [...trail, key]);
    left.add(key);
  };
  for (const key of all.keys()) visit(key, []);
  return findings;
}

/**
 * Proves that each action can be opened by some way of deciding, and that each option lets the procedure end: both
 * hold for an action once they hold for what it waits for. What a circle or a wrong name holds back is named.
 */
export function checkReach(runbook: Runbook): RunbookFinding[] {
  const all = placed(runbook);
  const reached = new Set<string>();
  const opens = ({ after, when }: Action) =>
    after.every((key) => reached.has(key)) &&
    (when.length === 0 ||
      when.some(({ decision, option }) => reached.has(decision) && offers(decision, option)));
  // It is settled in every case only if each decision that it hangs on can be taken or set aside.
  const settles = (action: Action) => waitsFor(action).every((key) => reached.has(key));
  const offers = (decision: string, option: string) =>
    all.some(
      ({ action }) =>
        action.key === decision &&
        action.kind === "decision" &&
        action.options.some(({ key }) => key === option),
    );
  for (let grown = true; grown; ) {
    grown = false;
    for (const { action } of all)
      if (!reached.has(action.key) && opens(action) && settles(action)) {
        reached.add(action.key);
        grown = true;
      }
  }
  return all
    .filter(({ action }) => !reached.has(action.key))
    .map(({ action, path }) =>
      action.kind === "step"
        ? error(
            path,
            `aucune suite de décisions n’ouvre « ${action.key} »`,
            "une étape que l’on peut atteindre",
          )
        : error(
            path,
            `la décision « ${action.key} » ne peut être ni prise ni écartée`,
            "une décision dont chaque choix mène à la fin",
          ),
    );
}
