import { createMachine } from "xstate";
import type { InstanceEvent } from "./events.ts";

const living: InstanceEvent[] = [
  "seat.added",
  "seat.removed",
  "seat.filled",
  "seat.vacated",
  "chair.named",
  "secretaries.named",
  "guests.named",
  "instance.aligned",
  "meeting.recorded",
  "year.checked",
  "deadline.reached",
  "alerts.sent",
  "deliveries.failed",
  "delivery.retried",
  "attachment.added",
  "task.done",
];

/** An instance lives as long as its convention: people come and go, it has no end of its own. */
export const instanceChart = createMachine({
  id: "instance",
  initial: "new",
  states: {
    new: { on: { "instance.opened": "active" } },
    active: { on: Object.fromEntries(living.map((type) => [type, "active"])) },
  },
});
