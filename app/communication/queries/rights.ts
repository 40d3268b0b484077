import { mayOnDossierSql } from "#app/platform/caller.ts";
import { type Held, type Right, reachOf } from "#app/platform/permissions.ts";

const asked: Right[] = [
  "journal.read",
  "delivery.read",
  "task.done",
  "delivery.retried",
  "attachment.added",
  "communication.draft",
  "communication.review",
];

/**
 * The rights of a message's page as boolean columns: one condition a reach, not one a right.
 * @param add numbers a parameter and answers its placeholder.
 */
export function rightColumns(tenures: Held[], add: (value: unknown) => string) {
  const columns: string[] = [];
  const places = new Map<string, number>();
  const columnOf = new Map<Right, number>();
  for (const right of asked) {
    const reach = reachOf(tenures, right);
    if (!reach.all && reach.own.length + reach.dispositif.length === 0) continue;
    const key = JSON.stringify(reach);
    let place = places.get(key);
    if (place === undefined) {
      place = columns.push(mayOnDossierSql(reach, add)) - 1;
      places.set(key, place);
    }
    columnOf.set(right, place);
  }
  return {
    columns,
    /** The rights that the answered columns give. */
    held: (answers: boolean[]): Set<Right> =>
      new Set([...columnOf].filter(([, place]) => answers[place]).map(([right]) => right)),
  };
}
