import { assign, setup } from "xstate";
import type { Happening, World } from "../../step.ts";
import * as change from "./changes.ts";
import type { IncidentContext } from "./context.ts";

type Event = Happening & { world: World };
type Change = (incident: IncidentContext, happening: Happening, world: World) => Partial<IncidentContext>;
const changing = (how: Change) =>
  assign<IncidentContext, Event, undefined, Event, never>(({ context, event }) =>
    how(context, event, event.world),
  );

/** Named effects are read back from the transition and made by effects.ts: the chart runs nothing itself. */
const named = () => {};

/**
 * The life of an incident. Actions in capitals order: what changes, then what follows for the world.
 * Permissions are not here (they are in commands), and neither are deadlines' timers: they are rows.
 */
export const chart = setup({
  types: { context: {} as IncidentContext, events: {} as Event },
  actions: {
    complete: changing(change.complete),
    qualify: changing(change.qualify),
    countFollowUp: changing(change.countFollowUp),
    close: changing(change.close),
    reopen: changing(change.reopen),
    noteCnil: changing(change.noteCnil),
    breach: changing(change.breach),
    grantAccess: named,
    alertChain: named,
    windClocks: named,
    sendFollowUp: named,
    listForCommittee: named,
    keepNote: named,
    keepAttachment: named,
    recordAnswer: named,
    meetAlertClocks: named,
    sealNotice: named,
    fallBack: named,
    reachDeadline: named,
    retryDelivery: named,
    closeTask: named,
    meetAuthorityClocks: named,
    tellApplications: named,
  },
}).createMachine({
  id: "incident",
  context: {} as IncidentContext,
  initial: "new",
  // What may happen in every state, a closed incident included: the world goes on answering.
  on: {
    "alert.acknowledged": { actions: "recordAnswer" },
    "alerts.sent": { actions: ["sealNotice", "meetAlertClocks"] },
    "deliveries.failed": { actions: "fallBack" },
    "deadline.reached": { actions: ["breach", "reachDeadline"] },
    "delivery.retried": { actions: "retryDelivery" },
    "task.done": { actions: "closeTask" },
    // The journal is all that a note changes; without a named action XState takes the event for a refused one.
    "note.added": { actions: "keepNote" },
    "attachment.added": { actions: "keepAttachment" },
    "authority.notified": { actions: ["noteCnil", "meetAuthorityClocks"] },
  },
  states: {
    new: {
      on: {
        "incident.declared": {
          target: "declared",
          actions: ["grantAccess", "alertChain", "windClocks", "listForCommittee", "tellApplications"],
        },
      },
    },
    declared: {
      on: {
        "incident.completed": { actions: ["complete", "alertChain", "windClocks", "tellApplications"] },
        "incident.qualified": {
          target: "qualified",
          actions: ["qualify", "alertChain", "windClocks", "tellApplications"],
        },
      },
    },
    qualified: {
      on: {
        "incident.completed": { actions: ["complete", "alertChain", "windClocks", "tellApplications"] },
        "incident.qualified": { actions: ["qualify", "alertChain", "windClocks", "tellApplications"] },
        "incident.handled": { target: "handled" },
      },
    },
    handled: {
      on: {
        "incident.completed": { actions: ["complete", "alertChain", "windClocks", "tellApplications"] },
        "incident.qualified": { actions: ["qualify", "alertChain", "windClocks", "tellApplications"] },
        "incident.followed-up": { target: "follow-up-sent", actions: ["countFollowUp", "sendFollowUp"] },
        "incident.closed": { target: "closed", actions: ["close", "tellApplications"] },
      },
    },
    "follow-up-sent": {
      on: {
        "incident.completed": { actions: ["complete", "alertChain", "windClocks", "tellApplications"] },
        "incident.qualified": {
          target: "handled",
          actions: ["qualify", "alertChain", "windClocks", "tellApplications"],
        },
        "incident.followed-up": { actions: ["countFollowUp", "sendFollowUp"] },
        "incident.closed": { target: "closed", actions: ["close", "tellApplications"] },
      },
    },
    closed: {
      on: {
        "incident.reopened": { target: "qualified", actions: ["reopen", "windClocks", "tellApplications"] },
      },
    },
  },
});
