import { createMachine } from "xstate";
import type { MemberEvent } from "./events.ts";

const always: MemberEvent[] = [
  "alerts.sent",
  "deliveries.failed",
  "delivery.retried",
  "task.done",
  "attachment.added",
  "deadline.reached",
];
const filling: MemberEvent[] = ["member.described", "commitments.taken", "commitment.checked"];
const to = (state: string, ...lists: MemberEvent[][]) =>
  Object.fromEntries(lists.flat().map((type) => [type, state]));

/**
 * The life of a member: it applies, is admitted or refused, and leaves, each by a decision that takes effect on its
 * day. The clock leads on (`to.…`): between the decision and its day, the member is admitted, or leaving.
 */
export const memberChart = createMachine({
  id: "federation-member",
  initial: "new",
  states: {
    new: { on: { "member.applied": "candidate" } },
    candidate: {
      on: {
        ...to("candidate", always, filling),
        "admission.decided": "admitted",
        "to.refused": "refused",
        "admission.withdrawn": "withdrawn",
      },
    },
    admitted: {
      on: {
        ...to("admitted", always, ["commitment.checked", "decision.signed"]),
        "to.member": "member",
        "leaving.decided": "leaving",
      },
    },
    member: {
      on: {
        ...to("member", always, ["commitment.checked", "decision.signed", "agreement.amended"]),
        "leaving.decided": "leaving",
      },
    },
    leaving: {
      on: {
        ...to("leaving", always, ["commitment.checked", "decision.signed"]),
        "leaving.revoked": "member",
        "to.admitted": "admitted",
        "to.left": "left",
      },
    },
    left: { on: to("left", always, ["decision.signed"]) },
    refused: { on: to("refused", always, ["decision.signed"]) },
    withdrawn: { on: to("withdrawn", always) },
  },
});

/** Nothing of the federation goes on in these. */
export const ended = ["left", "refused", "withdrawn"];
