import { createMachine } from "xstate";

/**
 * The life of a procedure, as its newest version lives it: while a newer one is written and examined, the one in
 * force stays in force (changes.ts). It has no end: a procedure that is retired may be written anew.
 */
export const runbookChart = createMachine({
  id: "runbook",
  initial: "new",
  states: {
    new: { on: { "runbook.drafted": "draft" } },
    draft: {
      on: {
        "runbook.revised": "draft",
        "runbook.submitted": "submitted",
        "runbook.retired": "draft",
        "deadline.reached": "draft",
      },
    },
    submitted: {
      on: {
        "runbook.approved": "approved",
        "runbook.returned": "draft",
        "runbook.retired": "submitted",
        "deadline.reached": "submitted",
      },
    },
    approved: {
      on: {
        "runbook.enforced": "in-force",
        "runbook.returned": "draft",
        "runbook.retired": "approved",
        "deadline.reached": "approved",
      },
    },
    "in-force": {
      on: { "runbook.revised": "draft", "runbook.retired": "retired", "deadline.reached": "in-force" },
    },
    retired: { on: { "runbook.revised": "draft", "deadline.reached": "retired" } },
  },
});
