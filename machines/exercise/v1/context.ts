import type { z } from "zod";
import type { Pace } from "../clock.ts";
import type { criterionSchema, ExerciseFacts, InjectText, personSchema, playerSchema } from "./facts.ts";

export type ExercisePerson = z.infer<typeof personSchema>;
export type Player = z.infer<typeof playerSchema>;
export type Criterion = z.infer<typeof criterionSchema>;
export type By = { id: string; name: string };
/** A moment on both clocks: the console's and the story's. ISO 8601, UTC. */
export type Twice = { real: string; shown: string };

export type Answer = { by: By; at: Twice; text?: string };
export type Inject = InjectText & {
  state: "planned" | "fired" | "skipped";
  /** When it reached its players, and by whose hand; the clock's own when absent. */
  fired?: Twice & { by?: By };
  skipped?: { by: By; reason: string };
  /** Who it went to, once fired. */
  players: string[];
  answers: Answer[];
  judged?: { by: By; reaction: "expected" | "partly" | "missing"; note?: string };
};
export type Observation = {
  criterion: string;
  observed: "yes" | "partly" | "no";
  note?: string;
  by: By;
  at: Twice;
};
export type ExerciseLife = "prepared" | "running" | "paused" | "ended" | "debriefed" | "cancelled";

/** All that an exercise remembers. `players` is what the database reads to know whom it may reach. */
export type ExerciseContext = {
  facts: Omit<ExerciseFacts, "players" | "animators" | "observers" | "injects" | "grid">;
  players: Player[];
  animators: ExercisePerson[];
  observers: ExercisePerson[];
  injects: Inject[];
  grid: Criterion[];
  observations: Observation[];
  /** How its time runs; null before DEBEX where the story starts when the exercise does. */
  pace: Pace | null;
  /** Factor to come back to after a pause. */
  factor: number;
  crisis: { id: string; ref: string } | null;
  convened: string | null;
  debex: Twice | null;
  finex: Twice | null;
  debrief: { by: By; at: string; summary: string; strengths?: string; improvements?: string } | null;
};
