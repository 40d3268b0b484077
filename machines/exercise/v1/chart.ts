import { setup } from "xstate";
import type { ExercisePersonEvent } from "./events.ts";

/** XState takes for forbidden an event that leads nowhere and does nothing: this one is said to be accepted. */
const accept = { actions: "accept" as const };
const staying = (...types: ExercisePersonEvent[]) => Object.fromEntries(types.map((type) => [type, accept]));

/** What the world answers in every state. */
const always = {
  "alert.acknowledged": accept,
  "alerts.sent": accept,
  "deliveries.failed": accept,
  "deadline.reached": accept,
};
const steering: ExercisePersonEvent[] = ["player.added", "inject.added", "inject.edited", "inject.skipped"];
const watching: ExercisePersonEvent[] = ["inject.judged", "observation.noted"];

/** The life of an exercise: prepared → running ⇄ paused → ended (FINEX) → debriefed. */
export const exerciseChart = setup({ actions: { accept: () => {} } }).createMachine({
  id: "exercise",
  initial: "new",
  on: always,
  states: {
    new: { on: { "exercise.prepared": "prepared" } },
    prepared: {
      on: {
        ...staying("exercise.edited", "exercise.convened", ...steering),
        "exercise.started": "running",
        "exercise.cancelled": "cancelled",
      },
    },
    running: {
      on: {
        ...staying(
          "clock.changed",
          "clock.jumped",
          "inject.fired",
          "inject.answered",
          ...steering,
          ...watching,
        ),
        "exercise.paused": "paused",
        "exercise.ended": "ended",
      },
    },
    paused: {
      on: {
        ...staying("clock.changed", "inject.answered", ...steering, ...watching),
        "exercise.resumed": "running",
        "exercise.ended": "ended",
      },
    },
    ended: { on: { ...staying("inject.answered", ...watching), "exercise.debriefed": "debriefed" } },
    debriefed: {},
    cancelled: {},
  },
});
