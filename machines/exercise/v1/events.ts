import { z } from "zod";
import { keySchema } from "#runbooks/schema/words.ts";
import { alertingEvents } from "../../alerting/events.ts";
import { instant, text } from "../../crisis/v1/words.ts";
import { exerciseFactsSchema, injectSchema, playerSchema, preparedSchema } from "./facts.ts";

const reason = text(2_000, "la raison");
const factor = z
  .number("un nombre")
  .min(0.1, "0,1 au moins : pour arrêter l’horloge, mettez en pause")
  .max(1_000, "1 000 au plus");
const key = keySchema;

const conducting = {
  "exercise.edited": preparedSchema.partial(),
  /** Tells the players when and where; nobody else. */
  "exercise.convened": z.strictObject({ note: text(2_000).optional() }),
  "exercise.cancelled": z.strictObject({ reason }),
  /** DEBEX: `crisis` was opened in this very exercise. */
  "exercise.started": z.strictObject({
    crisis: z.strictObject({ id: z.uuid(), ref: z.string() }),
    factor: factor.default(1),
  }),
  "exercise.paused": z.strictObject({ reason: reason.optional() }),
  "exercise.resumed": z.strictObject({}),
  "clock.changed": z.strictObject({ factor }),
  /** On to a moment of the story: nothing is skipped, what falls due on the way rings. */
  "clock.jumped": z.strictObject({ to: instant }),
  "player.added": playerSchema,
  "inject.added": injectSchema,
  "inject.edited": injectSchema,
  "inject.fired": z.strictObject({ key }),
  "inject.skipped": z.strictObject({ key, reason }),
  /** FINEX. */
  "exercise.ended": z.strictObject({ reason: reason.optional() }),
  "exercise.debriefed": z.strictObject({
    summary: text(8_000, "la synthèse"),
    strengths: text(4_000).optional(),
    improvements: text(4_000).optional(),
  }),
} as const;

const taking = {
  "inject.answered": z.strictObject({ key, text: text(2_000, "la réponse") }),
  "inject.judged": z.strictObject({
    key,
    reaction: z.enum(["expected", "partly", "missing"]),
    note: text(1_000).optional(),
  }),
  "observation.noted": z.strictObject({
    criterion: key,
    observed: z.enum(["yes", "partly", "no"]),
    note: text(1_000).optional(),
  }),
} as const;

export const exercisePersonEvents = { ...conducting, ...taking };
export const exerciseSystemEvents = {
  "exercise.prepared": exerciseFactsSchema,
  "alert.acknowledged": z.strictObject({
    delivery: z.uuid(),
    answer: z.enum(["taken", "not-me"]),
    organisation: z.string(),
    function: z.string(),
    /** Key of the line that was answered: `inject-<key>`. */
    alert: z.string().optional(),
  }),
  ...alertingEvents,
} as const;
export const exerciseEvents = { ...exercisePersonEvents, ...exerciseSystemEvents };

/** Who conducts, observes or plays is the exercise's own rule (duties.ts); the console has two coarse rights. */
export const exerciseRights: Record<string, string> = {
  ...Object.fromEntries(Object.keys(conducting).map((type) => [type, "exercise.conduct"])),
  ...Object.fromEntries(Object.keys(taking).map((type) => [type, "exercise.take-part"])),
};
export type ExercisePersonEvent = keyof typeof exercisePersonEvents;
export type ExerciseEvent = keyof typeof exerciseEvents;
export type ExerciseDataOf<Type extends ExerciseEvent> = z.infer<(typeof exerciseEvents)[Type]>;
