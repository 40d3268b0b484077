import { setup } from "xstate";
import type { CrisisPersonEvent } from "./events.ts";

const cell: CrisisPersonEvent[] = ["role.given", "role.handed-over", "member.joined", "log.entered"];
const steps: CrisisPersonEvent[] = [
  "step.taken",
  "step.given-back",
  "step.done",
  "step.blocked",
  "step.unblocked",
  "step.skipped",
  "step.reopened",
  "decision.taken",
];
const speaking: CrisisPersonEvent[] = [
  "message.proposed",
  "message.approved",
  "message.refused",
  "instruction.sent",
  "press.proposed",
  "press.approved",
  "press.refused",
  "sitrep.drafted",
  "sitrep.validated",
];
const locking: CrisisPersonEvent[] = [
  "compromise.declared",
  "compromise.confirmed",
  "compromise.withdrawn",
  "restoration.declared",
  "restoration.confirmed",
  "channel.opened",
  "channel.shut",
  "held.decided",
];
const containing: CrisisPersonEvent[] = [
  "containment.proposed",
  "containment.confirmed",
  "containment.withdrawn",
];
const learning: CrisisPersonEvent[] = [
  "retex.noted",
  "retex.action-added",
  "retex.action-done",
  "retex.validated",
];

/** XState takes for forbidden an event that leads nowhere and does nothing: this one is said to be accepted. */
const accept = { actions: "accept" as const };

/** A committee looks at the actions of a RETEX as long as they are not done (MBN-6.2). */
const looked = { "retex.action-settled": accept };

/** Events that a state takes and that leave it as it is. */
const staying = (...lists: CrisisPersonEvent[][]) =>
  Object.fromEntries(lists.flat().map((type) => [type, accept]));

/** What goes on in every state: the world answers, clocks ring, a failed alert is sent again. */
const always = {
  "alert.acknowledged": accept,
  "alerts.sent": accept,
  "deliveries.failed": accept,
  "deadline.reached": accept,
  "delivery.retried": accept,
  "task.done": accept,
  "attachment.added": accept,
  // A message that waits outlives the moment in which it was proposed.
  "message.late": accept,
  "message.withdrawn": accept,
  "containment.executed": accept,
};

/**
 * The life of a crisis: veille → qualified → active → sortie → RETEX → closed. Who may do what is the cell's rule
 * (seats.ts); what an event changes is reduce.ts; the procedure is the runbook's own machine (machines/procedure).
 */
export const chart = setup({ actions: { accept: () => {} } }).createMachine({
  id: "crisis",
  initial: "new",
  on: always,
  states: {
    new: { on: { "crisis.opened": "veille" } },
    veille: {
      on: {
        ...staying(cell, ["authority.notified"]),
        "crisis.qualified": "qualified",
        "crisis.stood-down": "stood-down",
      },
    },
    qualified: {
      on: {
        ...staying(cell, ["authority.notified", "crisis.qualified"]),
        "crisis.activated": "active",
        "crisis.stood-down": "stood-down",
      },
    },
    active: {
      on: {
        ...staying(cell, steps, speaking, locking, containing, [
          "authority.notified",
          "cell.strategic-opened",
          "retex.noted",
        ]),
        "crisis.exited": "sortie",
      },
    },
    // It may start again: the cell is still there.
    sortie: {
      on: {
        ...staying(cell, steps, speaking, ["authority.notified"], learning),
        ...looked,
        "crisis.activated": "active",
        "retex.opened": "retex",
      },
    },
    retex: {
      on: {
        ...staying(cell, steps, learning, ["authority.notified"]),
        ...looked,
        "crisis.closed": "closed",
      },
    },
    // Actions of the RETEX stay visible until they are done.
    closed: { on: { ...staying(["retex.action-done"]), ...looked } },
    "stood-down": {},
  },
});
