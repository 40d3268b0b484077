import { describe, expect, test } from "vitest";
import { getShortestPaths } from "xstate/graph";
import { rights } from "#app/platform/permissions.ts";
import { exerciseChart } from "#machines/exercise/v1/chart.ts";
import type { ExerciseContext } from "#machines/exercise/v1/context.ts";
import { exerciseEvents, exercisePersonEvents, exerciseRights } from "#machines/exercise/v1/events.ts";
import { acceptedIn, exerciseV1 } from "#machines/exercise/v1/machine.ts";
import { type Stepped, StepRefused, type World } from "#machines/step.ts";
import { cast, conventionNamed, uuid } from "../crisis/model/cast.ts";

const world: World = {
  ...{
    convention: conventionNamed("mbn-grand-est"),
    dossier: uuid(900),
    ref: "EXE-1",
    dispositif: uuid(800),
  },
  content: null,
};
const AT = "2026-11-24T09:00:00.000Z";
const everyEvent = Object.keys(exerciseEvents);
const states = Object.keys(exerciseChart.states);
const pathsTo = getShortestPaths(exerciseChart, {
  events: everyEvent.map((type) => ({ type })),
  serializeState: (snapshot) => String(snapshot.value),
});
const animator = cast.rssi;
const person = (by: typeof animator) => ({
  ...{ id: by.id, name: by.name, function: by.function ?? "rssi" },
  organisation: by.organisation ?? { id: uuid(1), key: "a", kind: "academie", name: "A" },
});
const inject = { key: "appel", at: 15, to: [], way: "telephone", from: "Une famille" };
const texts = { title: "Appel", content: "Un appel.", expected: "Noter." };

/** Something that each event could hold, true where the exercise would take it. */
const data: Record<string, Record<string, unknown>> = {
  "exercise.prepared": {
    ...{ title: "Exercice", summary: "x", objectives: ["x"], debex: "2026-03-24T01:10:00Z" },
    ...{ players: [person(cast.direction)], animators: [person(animator)], observers: [] },
    ...{ injects: [{ ...inject, ...texts }], grid: [{ key: "critere", text: "x" }] },
    runbook: { key: "x", version: 1, hash: "h", title: "x", approved: true },
    place: { ...person(animator).organisation, timezone: "Europe/Paris" },
  },
  "exercise.edited": { title: "Autre titre" },
  "exercise.convened": {},
  "exercise.cancelled": { reason: "x" },
  "exercise.started": { crisis: { id: uuid(3), ref: "CRI-1" }, factor: 1 },
  "exercise.debriefed": { summary: "x" },
  "clock.changed": { factor: 5 },
  "clock.jumped": { to: "2026-03-24T05:00:00Z" },
  "player.added": person(cast.region),
  "inject.added": { ...inject, ...texts, key: "autre" },
  "inject.edited": { ...inject, ...texts, title: "Autre" },
  "inject.fired": { key: "appel" },
  "inject.skipped": { key: "appel", reason: "x" },
  "inject.answered": { key: "appel", text: "x" },
  "inject.judged": { key: "appel", reaction: "expected" },
  "observation.noted": { criterion: "critere", observed: "yes" },
  "deadline.reached": { type: "deadline.reached", key: "inject-appel" },
  "alert.acknowledged": { delivery: uuid(5), answer: "taken", organisation: "a", function: "x" },
  "alerts.sent": { notice: "n", root: "r", sent: 1, failed: 0 },
  "attachment.added": {},
  "deliveries.failed": { notice: "n", deliveries: [uuid(5)], count: 1 },
};
const say = (stored: Stepped | null, type: string) => {
  const by = type === "inject.answered" ? cast.direction : animator;
  return exerciseV1.step(stored, { type, data: data[type] ?? {}, at: AT, by }, world);
};
/** By the shortest way of the chart, step by step on the machine itself. */
function exerciseIn(state: string): Stepped | null {
  const path = pathsTo.find((one) => String(one.state.value) === state);
  if (!path) throw new Error(`${state} n’est jamais atteint`);
  return path.steps.slice(1).reduce<Stepped | null>((stored, { event }) => say(stored, event.type), null);
}
const taken = (state: string, type: string) => {
  // A stimulus is answered and judged once it has come.
  const there = exerciseIn(state);
  const context = there?.context as unknown as ExerciseContext | undefined;
  const come = ["inject.answered", "inject.judged"].includes(type) && context;
  const ready = come
    ? {
        ...there,
        context: {
          ...context,
          injects: context.injects.map((one) => ({ ...one, state: "fired", players: [cast.direction.id] })),
        },
      }
    : there;
  try {
    say(ready as Stepped | null, type);
    return true;
  } catch (error) {
    if (error instanceof StepRefused) return error.refusal;
    throw error;
  }
};

describe("the life of an exercise", () => {
  test("each state is reached by the machine as by its chart", () => {
    for (const state of states.filter((one) => one !== "new")) expect(exerciseIn(state)?.state).toBe(state);
    expect(states).toHaveLength(7);
  });

  test.each(states)("« %s » takes what its chart takes, and refuses all else out loud", (state) => {
    const accepted = new Set(acceptedIn(state));
    for (const type of everyEvent) {
      const answer = state === "new" && type !== "exercise.prepared" ? null : taken(state, type);
      if (answer === null) continue;
      if (accepted.has(type)) expect([type, answer]).toEqual([type, true]);
      else {
        expect([type, answer]).toMatchObject([type, { rule: "CHOIX-EXERCICE" }]);
        expect((answer as { because: string }).because).toMatch(/n’y a pas sa place/);
      }
    }
  });

  test("each event of a person has a right of the table, and every event is tried here", () => {
    for (const type of Object.keys(exercisePersonEvents)) expect(rights).toContain(exerciseRights[type]);
    expect(
      everyEvent.filter(
        (type) => !data[type] && !["exercise.paused", "exercise.resumed", "exercise.ended"].includes(type),
      ),
    ).toEqual([]);
  });

  test("an end is reached from everywhere but an end, and is closed", () => {
    for (const end of ["debriefed", "cancelled"]) {
      expect(exerciseIn(end)?.closed).toBe(true);
      expect(acceptedIn(end).filter((type) => Object.hasOwn(exercisePersonEvents, type))).toEqual([]);
    }
  });
});
