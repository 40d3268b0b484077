import { createMachine } from "xstate";
import type { HomologationEvent } from "./events.ts";

const filling: HomologationEvent[] = [
  "strategy.set",
  "articulations.covered",
  "piece.added",
  "piece.removed",
  "risk.set",
  "risk.removed",
  "measures.added",
  "measures.updated",
  "measure.removed",
];
/** What goes on in every state: messages leave or fail, a task is done. */
const always: HomologationEvent[] = [
  "alerts.sent",
  "deliveries.failed",
  "delivery.retried",
  "task.done",
  "attachment.added",
];
/** What goes on while a decision lives. */
const following: HomologationEvent[] = [
  "measures.updated",
  "decision.signed",
  "reserve.lifted",
  "review.opened",
  "review.triggered",
  "review.concluded",
  "publication.set",
];
const to = (state: string, ...lists: HomologationEvent[][]) =>
  Object.fromEntries(lists.flat().map((type) => [type, state]));

const living = (state: string) => ({
  ...to(state, always, following, ["deadline.reached"]),
  "homologation.superseded": "superseded",
  "homologation.withdrawn": "withdrawn",
  "to.to-renew": "to-renew",
  "to.expired": "expired",
});
const over = (state: string) => ({
  on: to(state, always, ["deadline.reached", "homologation.superseded", "decision.signed"]),
});

/**
 * The life of a homologation. A decision is taken, then takes effect: « decided » is between the two, and the clock
 * leads on (`to.…`), because only then may the one before be told (a decision may come from a meeting that tells it).
 */
export const homologationChart = createMachine({
  id: "homologation",
  initial: "new",
  states: {
    new: { on: { "homologation.opened": "strategy" } },
    strategy: {
      on: {
        ...to("strategy", always, ["articulations.covered"]),
        "strategy.set": "preparation",
        "homologation.abandoned": "abandoned",
      },
    },
    preparation: {
      on: {
        ...to("preparation", always, filling),
        "homologation.readied": "ready",
        "homologation.abandoned": "abandoned",
      },
    },
    ready: {
      on: {
        ...to("ready", always),
        "homologation.reopened": "preparation",
        "homologation.submitted": "commission",
        "homologation.abandoned": "abandoned",
      },
    },
    commission: {
      on: {
        ...to("commission", always, ["opinion.given"]),
        "homologation.returned": "preparation",
        "decision.taken": "decided",
        "to.refused": "refused",
      },
    },
    decided: {
      on: {
        ...to("decided", always, [
          "decision.signed",
          "deadline.reached",
          "publication.set",
          "review.triggered",
        ]),
        "homologation.withdrawn": "withdrawn",
        "to.in-force": "in-force",
      },
    },
    "in-force": { on: { ...living("in-force"), "decision.suspended": "suspended" } },
    "to-renew": { on: { ...living("to-renew"), "decision.suspended": "suspended" } },
    suspended: {
      on: {
        ...living("suspended"),
        "decision.resumed": "in-force",
        "to.to-renew": "suspended",
        "to.resumed-late": "to-renew",
      },
    },
    refused: over("refused"),
    expired: { on: { ...over("expired").on, "measures.updated": "expired", "review.triggered": "expired" } },
    superseded: over("superseded"),
    withdrawn: over("withdrawn"),
    abandoned: over("abandoned"),
  },
});

/** Before the decision: at most one of these for each system (a rule of the database too). */
export const preparing = ["strategy", "preparation", "ready", "commission", "decided"] as const;
/** After it: at most one of these for each system. */
export const inForce = ["in-force", "to-renew", "suspended"] as const;
export const ended = ["refused", "expired", "superseded", "withdrawn", "abandoned"] as const;
