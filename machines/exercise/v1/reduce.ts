import type { Happening } from "../../step.ts";
import { type Pace, shownAt } from "../clock.ts";
import type { By, ExerciseContext, Inject, Twice } from "./context.ts";
import type { ExerciseDataOf, ExerciseEvent } from "./events.ts";
import type { ExerciseFacts, InjectText } from "./facts.ts";

type Change = (exercise: ExerciseContext, happening: Happening) => Partial<ExerciseContext>;
const dataOf = <Type extends ExerciseEvent>({ data }: Happening) => data as ExerciseDataOf<Type>;
const byOf = ({ by }: Happening): By => ({ id: by.id, name: by.name });
/** An exercise's own journal is in real time; its story's follows from its pace. */
export const twice = ({ pace }: Pick<ExerciseContext, "pace">, at: string): Twice => ({
  real: at,
  shown: pace ? shownAt(pace, new Date(at)).toISOString() : at,
});
const planned = (inject: InjectText): Inject => ({ ...inject, state: "planned", players: [], answers: [] });

/** First context of an exercise: nothing was played. */
export function begun({ data, at }: Happening): ExerciseContext {
  const { players, animators, observers, injects, grid, ...facts } = data as ExerciseFacts;
  return {
    facts,
    ...{ players, animators, observers, grid },
    injects: byTime(injects.map(planned)),
    observations: [],
    pace: before(facts.debex, at),
    factor: 1,
    ...{ crisis: null, convened: null, debex: null, finex: null, debrief: null },
  };
}

/** Until DEBEX the story stands at its first moment, if it has one of its own. */
const before = (debex: string | undefined, at: string): Pace | null =>
  debex ? { real: at, shown: new Date(debex).toISOString(), factor: 0 } : null;

const byTime = (injects: Inject[]) => [...injects].sort((a, b) => a.at - b.at);
const onInject = (exercise: ExerciseContext, key: string, how: (one: Inject) => Inject) => ({
  injects: exercise.injects.map((one) => (one.key === key ? how(one) : one)),
});

/** The pace from this moment on. */
const paceFrom = (exercise: ExerciseContext, at: string, factor: number): Pace => ({
  ...twice(exercise, at),
  factor,
});

const edit: Change = (exercise, happening) => {
  const { players, animators, observers, injects, grid, ...facts } = dataOf<"exercise.edited">(happening);
  return {
    facts: { ...exercise.facts, ...facts },
    ...(players && { players }),
    ...(animators && { animators }),
    ...(observers && { observers }),
    ...(injects && { injects: byTime(injects.map(planned)) }),
    ...(grid && { grid }),
    ...(facts.debex && { pace: before(facts.debex, happening.at) }),
  };
};

/** Players of the seats that it is for; where nobody has such a seat, everybody: a stimulus never falls flat. */
export function addressees(exercise: Pick<ExerciseContext, "players">, { to }: Pick<Inject, "to">): string[] {
  const seated = exercise.players.filter(({ seat }) => seat && to.includes(seat));
  return (seated.length > 0 ? seated : exercise.players).map(({ id }) => id);
}

const fire = (exercise: ExerciseContext, happening: Happening, key: string) =>
  onInject(exercise, key, (one) =>
    one.state === "planned"
      ? {
          ...one,
          state: "fired",
          players: addressees(exercise, one),
          fired: {
            ...twice(exercise, happening.at),
            ...(happening.by.kind === "person" && { by: byOf(happening) }),
          },
        }
      : one,
  );

const answer = (exercise: ExerciseContext, happening: Happening, key: string, text?: string) =>
  onInject(exercise, key, (one) => ({
    ...one,
    answers: [
      ...one.answers,
      { by: byOf(happening), at: twice(exercise, happening.at), ...(text && { text }) },
    ],
  }));

const changes: Partial<Record<ExerciseEvent, Change>> = {
  "exercise.edited": edit,
  "exercise.convened": (_, { at }) => ({ convened: at }),
  "exercise.started": (exercise, happening) => {
    const { crisis, factor } = dataOf<"exercise.started">(happening);
    return {
      crisis,
      factor,
      pace: paceFrom(exercise, happening.at, factor),
      debex: twice(exercise, happening.at),
    };
  },
  "exercise.paused": (exercise, { at }) => ({ pace: paceFrom(exercise, at, 0) }),
  "exercise.resumed": (exercise, { at }) => ({ pace: paceFrom(exercise, at, exercise.factor) }),
  "clock.changed": (exercise, happening) => {
    const { factor } = dataOf<"clock.changed">(happening);
    // Paused, it is the pace to come back to.
    return { factor, ...(exercise.pace?.factor && { pace: paceFrom(exercise, happening.at, factor) }) };
  },
  "clock.jumped": (exercise, happening) => {
    const to = new Date(dataOf<"clock.jumped">(happening).to).toISOString();
    return { pace: { real: happening.at, shown: to, factor: exercise.pace?.factor ?? 1 } };
  },
  "player.added": (exercise, happening) => {
    const player = dataOf<"player.added">(happening);
    return { players: [...exercise.players.filter(({ id }) => id !== player.id), player] };
  },
  "inject.added": (exercise, happening) => ({
    injects: byTime([...exercise.injects, planned(dataOf<"inject.added">(happening))]),
  }),
  "inject.edited": (exercise, happening) => {
    const text = dataOf<"inject.edited">(happening);
    return { injects: byTime(onInject(exercise, text.key, (one) => ({ ...one, ...text })).injects) };
  },
  "inject.fired": (exercise, happening) => fire(exercise, happening, dataOf<"inject.fired">(happening).key),
  "inject.skipped": (exercise, happening) => {
    const { key, reason } = dataOf<"inject.skipped">(happening);
    return onInject(exercise, key, (one) => ({
      ...one,
      state: "skipped",
      skipped: { by: byOf(happening), reason },
    }));
  },
  "inject.answered": (exercise, happening) => {
    const { key, text } = dataOf<"inject.answered">(happening);
    return answer(exercise, happening, key, text);
  },
  "alert.acknowledged": (exercise, happening) => {
    const { alert, answer: said } = dataOf<"alert.acknowledged">(happening);
    const key = /^inject-(.+)$/.exec(alert ?? "")?.[1];
    return key && said === "taken" ? answer(exercise, happening, key) : {};
  },
  "inject.judged": (exercise, happening) => {
    const { key, reaction, note } = dataOf<"inject.judged">(happening);
    const judged = { by: byOf(happening), reaction, ...(note && { note }) };
    return onInject(exercise, key, (one) => ({ ...one, judged }));
  },
  "observation.noted": (exercise, happening) => {
    const { criterion, observed, note } = dataOf<"observation.noted">(happening);
    const by = byOf(happening);
    const seen = { criterion, observed, ...(note && { note }), by, at: twice(exercise, happening.at) };
    // Each observer has one opinion of a criterion: the last one.
    const others = exercise.observations.filter((one) => one.criterion !== criterion || one.by.id !== by.id);
    return { observations: [...others, seen] };
  },
  "deadline.reached": (exercise, happening) => {
    const key = /^inject-(.+)$/.exec(dataOf<"deadline.reached">(happening).key)?.[1];
    return key ? fire(exercise, happening, key) : {};
  },
  "exercise.ended": (exercise, { at }) => ({
    finex: twice(exercise, at),
    pace: paceFrom(exercise, at, 0),
  }),
  "exercise.debriefed": (_, happening) => ({
    debrief: { ...dataOf<"exercise.debriefed">(happening), by: byOf(happening), at: happening.at } as never,
  }),
};

/** What an exercise remembers after an event that was accepted. Pure, without XState. */
export function reduce(exercise: ExerciseContext | null, happening: Happening): ExerciseContext {
  if (!exercise) return begun(happening);
  const change = Object.hasOwn(changes, happening.type)
    ? changes[happening.type as ExerciseEvent]?.(exercise, happening)
    : undefined;
  return { ...exercise, ...change };
}
