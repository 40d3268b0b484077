import type { Runbook } from "./schema.ts";

/** All steps and decisions, in reading order. Apart from the schema, so that browsers need not load zod for it. */
export const actionsOf = (runbook: Runbook) => runbook.phases.flatMap((phase) => phase.actions);
