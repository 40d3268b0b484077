import { setup } from "xstate";
import type { CommunicationEvent } from "./events.ts";

type Sent = { type: string; to?: string };

/** Where the rules lead is worked out with the facts (leads.ts); the chart says where an event may lead at all. */
const leads = (...targets: string[]) =>
  targets.map((target) => ({ target, guard: { type: "leadsTo" as const, params: { target } } }));
/** XState takes for forbidden an event that leads nowhere and does nothing: this one is said to be accepted. */
const accept = { actions: "accept" as const };
const staying = (...types: CommunicationEvent[]) => Object.fromEntries(types.map((type) => [type, accept]));

const leaving = ["scheduled", "sending"];
const answers = {
  "t1.approved": leads("t1", "adapting", "t2", ...leaving),
  "t1.adapted": leads("adapting"),
  "t1.rejected": leads("rejected"),
};
const decisions = {
  "t2.accepted": leads("t2", ...leaving),
  "t2.refused": leads("t2", "rejected", ...leaving),
};

/** The life of a message to the community (MBN-5.3, MBN-7). */
export const communicationChart = setup({
  types: { events: {} as Sent },
  actions: { accept: () => {} },
  guards: { leadsTo: ({ event }, { target }: { target: string }) => event.to === target },
}).createMachine({
  id: "communication",
  initial: "new",
  on: staying("alerts.sent", "deliveries.failed", "deadline.reached", "delivery.retried", "task.done"),
  states: {
    new: {
      on: {
        "communication.drafted": "draft",
        "communication.proposed": leads("approval", "t1", "t2", ...leaving),
      },
    },
    draft: {
      on: {
        ...staying("communication.edited", "attachment.added"),
        "communication.submitted": leads("t1", "t2", "approval", ...leaving),
        "communication.withdrawn": "withdrawn",
      },
    },
    t1: {
      on: {
        ...answers,
        "deadline.reached": leads("t1", "t2", ...leaving),
        "communication.withdrawn": "withdrawn",
      },
    },
    // Others may still answer while the author considers what one of them proposes.
    adapting: {
      on: {
        ...answers,
        "adaptation.accepted": leads("t1", "adapting", "t2", ...leaving),
        "adaptation.declined": leads("t1", "adapting"),
        "deadline.reached": leads("adapting"),
        "communication.withdrawn": "withdrawn",
      },
    },
    t2: {
      on: {
        ...decisions,
        "deadline.reached": leads("t2", ...leaving, "rejected"),
        "communication.withdrawn": "withdrawn",
      },
    },
    // One approval (MBN-5.3-K1, K2): silence leaves it where it is.
    approval: {
      on: {
        "approval.given": leads(...leaving),
        "approval.refused": "rejected",
        "communication.withdrawn": "withdrawn",
      },
    },
    scheduled: {
      on: {
        "deadline.reached": leads("scheduled", "sending", "ended"),
        "communication.withdrawn": "withdrawn",
      },
    },
    sending: { on: { "alerts.sent": leads("sending", "sent"), ...staying("review.recorded") } },
    sent: {
      on: {
        "deadline.reached": leads("sent", "ended"),
        ...staying("review.recorded"),
        "communication.withdrawn": "withdrawn",
      },
    },
    ended: { on: staying("review.recorded") },
    rejected: {},
    withdrawn: { on: staying("review.recorded") },
  },
});
