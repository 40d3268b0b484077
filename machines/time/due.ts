import { TZDate } from "@date-fns/tz";
import type { Duration } from "#conventions/schema.ts";
import type { DeadlineExplanation } from "../effects.ts";
import { countedAt, Days, midnightAfter, weekdaysOf } from "./days.ts";
import { type HolidayPlace, holidayKey } from "./holidays.ts";

/** Place whose days count: that of whoever must answer (CHOIX-1). Filled by app/engine/opening/place.ts. */
export type AnswererPlace = HolidayPlace & {
  /** IANA name. */
  timezone: string;
  /** Days of the week worked, 1 Monday to 7 Sunday; Monday to Friday when absent. */
  workingDays?: number[] | undefined;
};

const HOUR = 3_600_000;
/** Minutes of ten years: no convention comes near, whatever the unit. */
const LONGEST = 5_300_000;

/**
 * End of a delay.
 * @param from ISO 8601 instant.
 * @returns the end (ISO 8601, UTC) and how it was computed: counting again from it gives the same end.
 * Plain hours run through nights and holidays (CHOIX-3); working days end at 24:00 local time of the last one, the
 * day of the request not counting (CHOIX-1); working hours count 24 a working day (CHOIX-2).
 * @throws RangeError for an instant, a time zone, an amount or a working week that does not exist: a delay is never
 * guessed, nor looked for without end.
 */
export function dueAt(from: string, duration: Duration, place: AnswererPlace): DeadlineExplanation {
  const start = new Date(from);
  if (Number.isNaN(start.getTime())) throw new RangeError(`« ${from} » n’est pas un instant.`);
  if (Number.isNaN(new TZDate(start, place.timezone).getTime()))
    throw new RangeError(`« ${place.timezone} » n’est pas un fuseau horaire.`);
  const { minutes, hours, workingHours, workingDays } = duration;
  // What never ends would be looked for for ever.
  const amount = minutes || hours || workingHours || workingDays || 0;
  if (!(amount >= 0 && amount <= LONGEST)) throw new RangeError(`Un délai de ${amount} ne se compte pas.`);
  if (!weekdaysOf(place).some((day) => day >= 1 && day <= 7))
    throw new RangeError(`Aucun jour de la semaine n’est ouvré dans « ${weekdaysOf(place)} ».`);
  if (minutes) return plain(start, "minutes", minutes, 60_000, place);
  if (hours) return plain(start, "hours", hours, HOUR, place);
  if (workingHours) return inWorkingHours(start, workingHours, place);
  return inWorkingDays(start, workingDays ?? 0, place);
}

/**
 * Places of the same key have the same end for the same start: whoever asks many schools counts once a key.
 * @example « Europe/Paris 57 12345 », « Indian/Reunion 974 12345 », « Europe/Paris FR 12345 »
 */
export const calendarKey = (place: AnswererPlace): string =>
  `${place.timezone} ${holidayKey(place)} ${[...new Set(weekdaysOf(place))].sort().join("")}`;

function plain(
  start: Date,
  unit: "minutes" | "hours",
  amount: number,
  ms: number,
  place: AnswererPlace,
): DeadlineExplanation {
  const end = new Date(start.getTime() + amount * ms).toISOString();
  return { start: start.toISOString(), unit, amount, leftOut: [], end, place: countedAt(place) };
}

function inWorkingDays(start: Date, amount: number, place: AnswererPlace): DeadlineExplanation {
  const days = new Days(place);
  let day = midnightAfter(start, place.timezone);
  for (let counted = 0; counted < amount; ) {
    if (days.works(day)) counted += 1;
    day = midnightAfter(day, place.timezone);
  }
  const end = new Date(day.getTime()).toISOString();
  return { start: start.toISOString(), unit: "workingDays", amount, end, ...days.said() };
}

function inWorkingHours(start: Date, amount: number, place: AnswererPlace): DeadlineExplanation {
  const days = new Days(place);
  let left = amount * HOUR;
  let at = new TZDate(start, place.timezone);
  for (;;) {
    const next = midnightAfter(at, place.timezone);
    const span = next.getTime() - at.getTime();
    if (days.works(at)) {
      if (left <= span) {
        const end = new Date(at.getTime() + left).toISOString();
        return { start: start.toISOString(), unit: "workingHours", amount, end, ...days.said() };
      }
      left -= span;
    }
    at = next;
  }
}
