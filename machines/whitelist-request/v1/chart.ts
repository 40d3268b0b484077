import { setup } from "xstate";

/** Where an event leads when the facts, and not the event alone, decide: computed by outcome.ts before the step. */
type Event = { type: string; outcome?: string };
const is = (outcome: string) => ({ type: "is" as const, params: { outcome } });

/**
 * The life of a request (MBN-6.1). Silence has no transition of its own anywhere: a deadline reached changes no state,
 * except the review that comes due and the approval that ends on its last day.
 */
export const chart = setup({
  types: { events: {} as Event },
  guards: { is: ({ event }, { outcome }: { outcome: string }) => event.outcome === outcome },
  actions: { stay: () => {} },
}).createMachine({
  id: "whitelist-request",
  initial: "new",
  // What may happen in every state: the world goes on answering.
  on: {
    "note.added": { actions: "stay" },
    "attachment.added": { actions: "stay" },
    "task.done": { actions: "stay" },
    "delivery.retried": { actions: "stay" },
    "alerts.sent": { actions: "stay" },
    "deliveries.failed": { actions: "stay" },
    "alert.acknowledged": { actions: "stay" },
    "deadline.reached": { actions: "stay" },
    "application.cleared": { actions: "stay" },
    "application.compromised": { actions: "stay" },
  },
  states: {
    new: { on: { "request.drafted": "draft" } },
    draft: {
      on: {
        "form.saved": "draft",
        "request.filed": "filed",
        "request.joined": "joined",
        "request.withdrawn": "withdrawn",
      },
    },
    filed: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "checks.recorded": [{ guard: is("gar"), target: "redirected" }, { actions: "stay" }],
        "checks.wanted": { actions: "stay" },
        "request.admitted": "admissible",
        "information.wanted": "waiting",
        "request.withdrawn": "withdrawn",
      },
    },
    admissible: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "instructors.named": [{ guard: is("all"), target: "instruction" }, { actions: "stay" }],
        "information.wanted": "waiting",
        "request.withdrawn": "withdrawn",
      },
    },
    instruction: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "instructors.named": { actions: "stay" },
        "opinion.given": [{ guard: is("last"), target: "committee" }, { actions: "stay" }],
        "information.wanted": "waiting",
        "request.withdrawn": "withdrawn",
      },
    },
    committee: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "request.decided": [
          { guard: is("approved"), target: "approved" },
          { guard: is("refused"), target: "refused" },
          { guard: is("more-information"), target: "waiting" },
        ],
        "information.wanted": "waiting",
        "request.withdrawn": "withdrawn",
      },
    },
    waiting: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "form.saved": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "request.completed": [
          { guard: is("filed"), target: "filed" },
          { guard: is("admissible"), target: "admissible" },
          { guard: is("instruction"), target: "instruction" },
          { guard: is("committee"), target: "committee" },
        ],
        "request.withdrawn": "withdrawn",
      },
    },
    approved: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "link.integrated": "integrated",
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    integrated: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "link.tested": "tested",
        "link.failed": "approved",
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    tested: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "link.activated": "active",
        "link.failed": "approved",
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    active: {
      on: {
        // Never suspended in silence: somebody decides.
        "host.reported": "review-due",
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "deadline.reached": [
          { guard: is("review"), target: "review-due" },
          { guard: is("expiry"), target: "suspended" },
          { actions: "stay" },
        ],
        "application.compromised": "suspended",
        "request.suspended": "suspended",
        "link.reopened": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    "review-due": {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "deadline.reached": [{ guard: is("expiry"), target: "suspended" }, { actions: "stay" }],
        "application.compromised": "suspended",
        "request.reviewed": [
          { guard: is("kept"), target: "active" },
          { guard: is("suspended"), target: "suspended" },
        ],
        "request.suspended": "suspended",
        "link.reopened": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    suspended: {
      on: {
        "host.reported": { actions: "stay" },
        "host.cleared": { actions: "stay" },
        "organisation.joined": { actions: "stay" },
        "request.reinstated": "active",
        "link.closed": { actions: "stay" },
        "checks.recorded": { actions: "stay" },
        "checks.wanted": { actions: "stay" },
        "condition.met": { actions: "stay" },
        "request.withdrawn": "withdrawn",
        "request.revoked": "withdrawn",
      },
    },
    refused: {},
    withdrawn: { on: { "link.closed": { actions: "stay" } } },
    redirected: {},
    joined: {},
  },
});

/** Nothing more is decided of it. */
export const ended = (state: string) => ["refused", "withdrawn", "redirected", "joined"].includes(state);
/** Its link is open: it stands on the published list. */
export const listed = (state: string) => state === "active" || state === "review-due";
