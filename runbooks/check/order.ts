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
