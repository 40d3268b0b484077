import { checkChain } from "./crosscheck/chain.ts";
import { checkUnique } from "./crosscheck/keys.ts";
import { checkProcesses } from "./crosscheck/processes.ts";
import { checkReferences } from "./crosscheck/references.ts";
import { checkSense } from "./crosscheck/sense.ts";
import type { Finding } from "./problem.ts";
import type { Convention } from "./schema.ts";

/** What a schema of single objects cannot see: references, duplicates, duties nothing can meet. */
export function crosscheck(convention: Convention): Finding[] {
  return [
    ...checkUnique(convention),
    ...checkReferences(convention),
    ...checkChain(convention),
    ...checkSense(convention),
    ...checkProcesses(convention),
  ];
}
