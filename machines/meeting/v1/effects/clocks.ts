import type { Effect, NewDeadline } from "../../../effects.ts";
import type { MeetingContext } from "../context.ts";
import { CHOICE } from "../refuse.ts";

const HOUR = 3_600_000;
const plus = (at: string, hours: number) => new Date(Date.parse(at) + hours * HOUR).toISOString();

const clock = (more: Omit<NewDeadline, "event" | "rule" | "article">, type = "deadline.reached"): Effect => ({
  do: "start-deadline",
  deadline: { ...CHOICE, ...more, event: { type, key: more.key } },
});
const clear = (...keys: string[]): Effect[] =>
  keys.map((key) => ({ do: "settle-deadline", key, as: "cleared" }));

/** Two days before a meeting, those called are reminded; a day after its hour, one that was not opened is told. */
export function meetingClocks({ at, instance }: MeetingContext, now: string): Effect[] {
  const before = plus(at, -48);
  const reminder =
    Date.parse(before) > Date.parse(now) + 12 * HOUR
      ? [clock({ key: "before", name: "Rappel de la séance", startedAt: now, dueAt: before, shown: false })]
      : clear("before");
  return [
    ...reminder,
    clock({
      key: "unopened",
      name: `Séance non ouverte : ${instance.name}`,
      startedAt: now,
      dueAt: plus(at, 24),
      shown: false,
    }),
  ];
}
export const noMeetingClocks = (): Effect[] => clear("before", "unopened");

/** The end of a consultation, and a reminder a day before, or half-way of a shorter one. */
export function consultationClocks({ consultation, instance }: MeetingContext, now: string): Effect[] {
  const closesAt = consultation?.closesAt ?? now;
  const half = (Date.parse(closesAt) - Date.parse(now)) / 2 / HOUR;
  return [
    clock({
      key: "before-closing",
      name: "Rappel de la consultation",
      startedAt: now,
      dueAt: plus(closesAt, -Math.min(24, half)),
      shown: false,
    }),
    clock(
      {
        key: "closing",
        name: `Fin de la consultation écrite : ${instance.name}`,
        startedAt: now,
        dueAt: closesAt,
        shown: true,
      },
      "consultation.closed",
    ),
  ];
}
export const noConsultationClocks = (): Effect[] => clear("before-closing", "closing");
