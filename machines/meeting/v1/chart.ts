import { createMachine } from "xstate";
import type { MeetingEvent } from "./events.ts";

/** What goes on in every state: messages leave or fail, a task is done, a clock that no longer matters rings. */
const always: MeetingEvent[] = [
  "alerts.sent",
  "deliveries.failed",
  "delivery.retried",
  "attachment.added",
  "task.done",
  "deadline.reached",
];
const agenda: MeetingEvent[] = ["item.added", "item.removed", "item.moved", "paper.added", "paper.removed"];
const speaking: MeetingEvent[] = ["conflict.declared", "opinion.stated", "vote.cast"];
const settling: MeetingEvent[] = ["item.decided", "item.postponed", "item.noted"];
const to = (state: string, ...lists: MeetingEvent[][]) =>
  Object.fromEntries(lists.flat().map((type) => [type, state]));

/**
 * The life of a meeting, and of a written consultation, which has no convening and no presence: duties.ts says which
 * of the two takes what. What a consultation answered is proclaimed after its clock, while its minutes are drafted.
 */
export const meetingChart = createMachine({
  id: "meeting",
  initial: "new",
  states: {
    new: { on: { "meeting.planned": "planned" } },
    planned: {
      on: {
        ...to("planned", always, agenda, ["meeting.rescheduled", "extra.agreed"]),
        "meeting.convened": "convened",
        "consultation.opened": "consulting",
        "meeting.cancelled": "cancelled",
      },
    },
    convened: {
      on: {
        ...to("convened", always, agenda, [
          "meeting.rescheduled",
          "meeting.convened",
          "changes.told",
          "conflict.declared",
        ]),
        "meeting.opened": "held",
        "meeting.cancelled": "cancelled",
      },
    },
    held: {
      on: {
        ...to("held", always, speaking, settling, [
          "item.added",
          "item.moved",
          "paper.added",
          "paper.removed",
          "member.arrived",
          "member.left",
          "guest.arrived",
          "guest.left",
          "item.opened",
          "item.presented",
          "item.discussed",
        ]),
        "meeting.closed": "drafted",
      },
    },
    consulting: {
      on: {
        ...to("consulting", always, speaking),
        "consultation.closed": "drafted",
        "meeting.cancelled": "cancelled",
      },
    },
    drafted: {
      on: {
        ...to("drafted", always, settling, ["minutes.amended"]),
        "minutes.validated": "validated",
      },
    },
    validated: { on: { ...to("validated", always), "minutes.sent": "sent" } },
    sent: { on: to("sent", always) },
    cancelled: { on: { ...to("cancelled", always), "consultation.closed": "cancelled" } },
  },
});

export const ended = (state: string) => state === "sent" || state === "cancelled";
