import { TZDate } from "@date-fns/tz";
import type { Duration } from "#conventions/schema.ts";
import type { DeadlineExplanation } from "../effects.ts";
import { holidayOn } from "./holidays.ts";

/** Place whose days count: that of whoever must answer (CHOIX-1). */
export type AnswererPlace = { timezone: string; departement?: string | null; workingDays?: number[] };

const HOUR = 3_600_000;

/**
 * End of a delay.
 * @param from ISO 8601 instant.
 * @returns the end (ISO 8601, UTC) and how it was computed.
 * Plain hours run through nights and holidays (CHOIX-3); working days end at 24:00 local time of the last one, the
 * day of the request not counting (CHOIX-1); working hours count 24 a working day (CHOIX-2).
 */
export function dueAt(from: string, duration: Duration, place: AnswererPlace): DeadlineExplanation {
  const start = new Date(from);
  if (duration.minutes) return plain(start, "minutes", duration.minutes, duration.minutes * 60_000);
  if (duration.hours) return plain(start, "hours", duration.hours, duration.hours * HOUR);
  if (duration.workingHours) return workingHours(start, duration.workingHours, place);
  return workingDays(start, duration.workingDays ?? 0, place);
}

function plain(start: Date, unit: "minutes" | "hours", amount: number, ms: number): DeadlineExplanation {
  const end = new Date(start.getTime() + ms).toISOString();
  return { start: start.toISOString(), unit, amount, leftOut: [], end };
}

function workingDays(start: Date, amount: number, place: AnswererPlace): DeadlineExplanation {
  const leftOut: DeadlineExplanation["leftOut"] = [];
  let day = midnightAfter(start, place);
  for (let counted = 0; counted < amount; ) {
    const because = notWorked(day, place);
    if (because) leftOut.push({ day: dayOf(day), because });
    else counted += 1;
    day = midnightAfter(day, place);
  }
  return { start: start.toISOString(), unit: "workingDays", amount, leftOut, end: utc(day) };
}

function workingHours(start: Date, amount: number, place: AnswererPlace): DeadlineExplanation {
  const leftOut: DeadlineExplanation["leftOut"] = [];
  let left = amount * HOUR;
  let at = new TZDate(start, place.timezone);
  for (;;) {
    const next = midnightAfter(at, place);
    const because = notWorked(at, place);
    const span = next.getTime() - at.getTime();
    if (because) leftOut.push({ day: dayOf(at), because });
    else if (left <= span) {
      const end = new Date(at.getTime() + left).toISOString();
      return { start: start.toISOString(), unit: "workingHours", amount, leftOut, end };
    } else left -= span;
    at = next;
  }
}

const utc = (date: Date) => new Date(date.getTime()).toISOString();

function midnightAfter(date: Date, { timezone }: AnswererPlace) {
  const local = new TZDate(date, timezone);
  return new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + 1, timezone);
}

const dayOf = (date: TZDate) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");

function notWorked(date: TZDate, place: AnswererPlace): string | null {
  const weekday = date.getDay() || 7;
  if (!(place.workingDays ?? [1, 2, 3, 4, 5]).includes(weekday)) return weekday === 6 ? "samedi" : "dimanche";
  return holidayOn(dayOf(date), place.departement ?? undefined);
}
