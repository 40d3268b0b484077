import type { Acknowledgement, Convention } from "#conventions/schema.ts";
import type { Effect, Levels, ProfessionalFacts } from "../effects.ts";
import { answererOf } from "../time/answerer.ts";
import { type AnswererPlace, dueAt } from "../time/due.ts";

/** A wave of messages whose answers are waited for, under the delays of its convention (CHOIX-RELANCES). */
export type Chase = {
  wave: { key: string; at: string };
  convention: Pick<Convention, "acknowledgement" | "calendar" | "levels">;
  /** Place whose clock runs. */
  place: AnswererPlace;
};

export const levelsOf = ({ levels }: Pick<Convention, "levels">): Levels =>
  Object.fromEntries(Object.entries(levels).map(([kind, level]) => [kind, level.functions]));

/** The two clocks of a wave: the first reminder, then the level above. */
export function chaseClocks({ wave, convention, place: at }: Chase): Effect[] {
  const { acknowledgement } = convention;
  const place = answererOf(at, convention);
  const { remindAfter, escalateAfter } = acknowledgement;
  return [
    clock(`remind-${wave.key}`, "Relance", wave.at, dueAt(wave.at, remindAfter, place).end, acknowledgement),
    clock(
      `escalate-${wave.key}`,
      "Escalade",
      wave.at,
      dueAt(wave.at, escalateAfter, place).end,
      acknowledgement,
    ),
  ];
}

/**
 * A clock of a wave rang while someone had not answered: they are reminded, and again while there is time before
 * the escalation; then their substitute and the level above are told, and a task says so.
 * @param reached the deadline's key and instant; `number` of the reminder, from 1; `title` of the task.
 */
export function chase(
  { wave, convention, place: at }: Chase,
  reached: { key: string; at: string; number: number; title: string },
  facts: ProfessionalFacts,
): Effect[] {
  const { acknowledgement } = convention;
  if (reached.key.startsWith("escalate-"))
    return [
      {
        do: "escalate",
        about: wave.key,
        notice: `${wave.key}.escalation`,
        levels: levelsOf(convention),
        facts,
      },
      {
        do: "open-task",
        task: {
          key: `unanswered-${wave.key}`,
          kind: "unanswered",
          function: "rssi",
          title: reached.title,
          rule: acknowledgement.rule,
          article: "choix de la console",
          data: { notice: wave.key },
        },
      },
    ];
  const place = answererOf(at, convention);
  const remind: Effect = {
    do: "remind",
    about: wave.key,
    notice: `${wave.key}.reminder-${reached.number}`,
    facts,
  };
  const { remindAgain, escalateAfter } = acknowledgement;
  const again = remindAgain && dueAt(reached.at, remindAgain, place).end;
  if (!again || again >= dueAt(wave.at, escalateAfter, place).end) return [remind];
  return [remind, clock(reached.key, "Relance", reached.at, again, acknowledgement)];
}

const clock = (
  key: string,
  name: string,
  startedAt: string,
  end: string,
  { rule }: Acknowledgement,
): Effect => ({
  do: "start-deadline",
  deadline: {
    key,
    name,
    rule,
    article: "choix de la console",
    startedAt,
    dueAt: end,
    shown: false,
    event: { type: "deadline.reached", key },
  },
});
