import type { Path } from "#conventions/problem.ts";
import type { RunbookFinding } from "../problem.ts";
import { phaseKeySchema, type Runbook } from "../schema.ts";
import { error, placed } from "./findings.ts";

/** Keys used twice, and phases out of their order. */
export function checkKeys(runbook: Runbook): RunbookFinding[] {
  const lists: { what: string; items: { key: string; path: Path }[] }[] = [
    {
      what: "étape ou décision",
      items: placed(runbook).map(({ action, path }) => ({ key: action.key, path })),
    },
    ...(["activation", "exit", "templates"] as const).map((list) => ({
      what: list === "templates" ? "message" : "critère",
      items: runbook[list].map(({ key }, rank) => ({ key, path: [list, rank] })),
    })),
    ...placed(runbook).map(({ action, path }) => ({
      what: "option",
      items:
        action.kind === "decision"
          ? action.options.map(({ key }, rank) => ({ key, path: [...path, "options", rank] }))
          : [],
    })),
  ];
  return [...lists.flatMap(({ what, items }) => twice(what, items)), ...phaseOrder(runbook)];
}

function twice(what: string, items: { key: string; path: Path }[]): RunbookFinding[] {
  const seen = new Set<string>();
  return items.flatMap(({ key, path }) => {
    if (seen.has(key)) return [error(path, `la clé « ${key} » sert deux fois`, `une clé par ${what}`)];
    seen.add(key);
    return [];
  });
}

function phaseOrder(runbook: Runbook): RunbookFinding[] {
  const order = phaseKeySchema.options;
  return runbook.phases.flatMap(({ key }, rank) => {
    const before = runbook.phases[rank - 1];
    if (!before || order.indexOf(before.key) < order.indexOf(key)) return [];
    return [
      error(
        ["phases", rank],
        `la phase « ${key} » vient après « ${before.key} »`,
        `l’ordre ${order.join(", ")}, chacune une fois`,
      ),
    ];
  });
}
