import { deadLetter, sealNotice } from "../../alerting/effects.ts";
import type { CrisisFacts, CrisisTemplate, Effect } from "../../effects.ts";
import type { Happening, World } from "../../step.ts";
import type { ExerciseContext, Inject } from "./context.ts";
import type { ExerciseDataOf } from "./events.ts";
import { wayLabels } from "./labels.ts";
import { twice } from "./reduce.ts";

const RULE = { rule: "CHOIX-EXERCICE", article: "choix de la console" };
export type Made = { before: ExerciseContext; after: ExerciseContext; happening: Happening; world: World };
type Make = (made: Made) => Effect[];

/** Players by name: a mail each, and to nobody else (the database sees to it). */
function call(
  { after, happening, world }: Made,
  m: {
    notice: string;
    template: CrisisTemplate;
    alert: string;
    title: string;
    text: string;
    statement: string;
    expected: string[];
    to: string[];
  },
): Effect {
  const facts: CrisisFacts = {
    kind: "crisis",
    ref: world.ref,
    title: m.title,
    dispositif: world.convention.dispositif.name,
    timezone: after.facts.place.timezone,
    exercise: true,
    at: twice(after, happening.at).shown,
    text: m.text,
    alerts: { [m.alert]: { ...RULE, statement: m.statement, expected: m.expected } },
  };
  const people = after.players
    .filter(({ id }) => m.to.includes(id))
    .map(({ id, organisation, function: held }) => ({
      ...{ person: id, organisation: organisation.id, function: held, alert: m.alert },
      ...RULE,
    }));
  return { do: "call", notice: m.notice, template: m.template, people, facts };
}

/** A stimulus is due by the story's clock: what the story's clock says, whatever its pace. */
const due = ({ after }: Pick<Made, "after">, { key, at, title }: Inject): Effect[] =>
  after.debex
    ? [
        {
          do: "start-deadline",
          deadline: {
            key: `inject-${key}`,
            name: title,
            ...RULE,
            startedAt: after.debex.shown,
            dueAt: new Date(Date.parse(after.debex.shown) + at * 60_000).toISOString(),
            shown: false,
            event: { type: "deadline.reached", key: `inject-${key}` },
          },
        },
      ]
    : [];
const settle = (key: string, as: "met" | "cleared" = "met"): Effect => ({
  do: "settle-deadline",
  key: `inject-${key}`,
  as,
});

/** It reaches its players: a line in the room as if it had come that way, and a mail. */
function fire(made: Made, key: string): Effect[] {
  const { before, after } = made;
  const was = before.injects.find((one) => one.key === key);
  const inject = after.injects.find((one) => one.key === key);
  if (was?.state !== "planned" || !inject) return [settle(key)];
  const players = after.players.filter(({ id }) => inject.players.includes(id));
  const channel = wayLabels[inject.way];
  const line: Effect[] = after.crisis
    ? [
        {
          do: "tell",
          to: { dossier: after.crisis.id },
          ifTaken: true,
          event: {
            type: "log.entered",
            data: {
              kind: "communication",
              content: `${inject.title}. ${inject.content}`.slice(0, 4_000),
              from: inject.from,
              to: players
                .map(({ name }) => name)
                .join(", ")
                .slice(0, 160),
              channel,
            },
          },
        },
      ]
    : [];
  return [
    settle(key),
    ...line,
    call(made, {
      notice: `inject-${key}`,
      template: "inject",
      alert: `inject-${key}`,
      title: inject.title,
      text: inject.content,
      statement: `${inject.from}, par ${channel}.`,
      expected: [
        "Réagissez dans la salle de crise comme si c’était vrai.",
        "Ne contactez personne hors des joueurs.",
      ],
      to: inject.players,
    }),
  ];
}

/** Whoever takes part may read it: players, animators, observers. */
const grant = ({ after }: Made): Effect[] => {
  const everyone = [...after.players, ...after.animators, ...after.observers];
  const ids = [...new Set(everyone.map(({ organisation }) => organisation.id))];
  return [{ do: "grant", organisations: ids.map((id) => ({ id, via: "cell" as const })) }];
};

const makers: Record<string, Make> = {
  "exercise.prepared": grant,
  "exercise.edited": grant,
  "player.added": grant,
  "exercise.convened": (made) => [
    call(made, {
      notice: `convened-${made.after.convened}`,
      template: "exercise-call",
      alert: "convened",
      title: made.after.facts.title,
      text: [
        (made.happening.data as ExerciseDataOf<"exercise.convened">).note,
        ...made.after.facts.objectives.map((one) => `Objectif : ${one}`),
      ]
        .filter(Boolean)
        .join("\n"),
      statement: "Vous jouez un exercice de crise.",
      expected: [
        "Bloquez le créneau.",
        "Vérifiez que vous savez ouvrir la console.",
        "N’en parlez qu’aux joueurs.",
      ],
      to: made.after.players.map(({ id }) => id),
    }),
  ],
  "exercise.started": (made) =>
    made.after.injects.flatMap((one) => (one.state === "planned" ? due(made, one) : [])),
  "inject.added": (made) =>
    made.after.injects.filter(({ key }) => key === keyOf(made)).flatMap((one) => due(made, one)),
  "inject.edited": (made) =>
    made.after.injects
      .filter(({ key, state }) => key === keyOf(made) && state === "planned")
      .flatMap((one) => due(made, one)),
  "inject.skipped": (made) => [settle(keyOf(made), "cleared")],
  "inject.fired": (made) => fire(made, keyOf(made)),
  "deadline.reached": (made) => {
    const { key } = made.happening.data as ExerciseDataOf<"deadline.reached">;
    return key.startsWith("inject-")
      ? fire(made, key.slice("inject-".length))
      : [{ do: "settle-deadline", key, as: "met" }];
  },
  "exercise.ended": ({ after }) =>
    after.injects.filter(({ state }) => state === "planned").map(({ key }) => settle(key, "cleared")),
  "alert.acknowledged": ({ happening }) => {
    const { delivery, answer } = happening.data as ExerciseDataOf<"alert.acknowledged">;
    return [{ do: "answer", delivery, answer }];
  },
  "alerts.sent": ({ happening }) => sealNotice(happening),
  "deliveries.failed": ({ happening }) => [
    deadLetter(happening, (count) =>
      count === 1
        ? "Un joueur n’a pas pu être joint : prévenez-le autrement"
        : `${count} joueurs n’ont pas pu être joints : prévenez-les autrement`,
    ),
  ],
};

const keyOf = ({ happening }: Made) => (happening.data as { key: string }).key;

/** What follows for the world of the exercise, and for nobody outside of it. */
export const effectsOf = (made: Made): Effect[] => makers[made.happening.type]?.(made) ?? [];
