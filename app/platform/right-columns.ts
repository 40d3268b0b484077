import { mayOnDossierSql } from "./caller.ts";
import { type Held, type Right, reachOf } from "./permissions.ts";

/**
 * The rights that a page asks for as boolean columns: most functions give many rights with one reach, so that the condition
 * of the permission table is asked once a reach, not once a right.
 * @param add numbers a parameter and answers its placeholder.
 */
export function rightColumns(asked: readonly Right[], tenures: Held[], add: (value: unknown) => string) {
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
