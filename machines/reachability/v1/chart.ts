import { setup } from "xstate";

/** XState takes for forbidden an event that leads nowhere and does nothing: this one is said to be accepted. */
const accept = { actions: "accept" as const };

/**
 * A test of the alert chain: it runs, then it is over. Answers that come late are still taken: somebody reachable is
 * reachable; wrong addresses are mended after the end too.
 */
export const chart = setup({ actions: { accept: () => {} } }).createMachine({
  id: "reachability",
  initial: "new",
  states: {
    new: { on: { "reachability.opened": "running" } },
    running: {
      on: {
        "reachability.ended": "ended",
        "deadline.ended": "ended",
        "deadline.reached": accept,
        "delivery.retried": accept,
      },
    },
    ended: { on: { "deadline.reached": accept } },
  },
  on: {
    "alert.acknowledged": accept,
    "alerts.sent": accept,
    "deliveries.failed": accept,
    "task.done": accept,
  },
});
