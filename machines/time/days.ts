import { TZDate } from "@date-fns/tz";
import type { DeadlineExplanation } from "../effects.ts";
import type { AnswererPlace } from "./due.ts";
import { holidayOn, WORKING_DAYS, workedGoodFriday } from "./holidays.ts";

const WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/** Says of each day whether it counts somewhere, and remembers what a reader must know of those it was asked. */
export class Days {
  readonly #leftOut: DeadlineExplanation["leftOut"] = [];
  readonly #counted: NonNullable<DeadlineExplanation["counted"]> = [];
  constructor(readonly place: AnswererPlace) {}

  /** @param date an instant of the day, in the zone of the place */
  works(date: TZDate): boolean {
    const day = dayOf(date);
    const weekday = date.getDay() || 7;
    if (!weekdaysOf(this.place).includes(weekday)) {
      this.#leftOut.push({ day, because: WEEKDAYS[weekday - 1] as string, rule: WORKING_DAYS });
      return false;
    }
    const holiday = holidayOn(day, this.place);
    if (holiday) {
      this.#leftOut.push({ day, because: holiday.name, rule: holiday.rule });
      return false;
    }
    const elsewhere = workedGoodFriday(day, this.place);
    if (elsewhere) this.#counted.push({ day, because: elsewhere.name, rule: elsewhere.rule });
    return true;
  }

  said(): Pick<DeadlineExplanation, "leftOut" | "counted" | "place"> {
    return {
      leftOut: this.#leftOut,
      ...(this.#counted.length > 0 && { counted: this.#counted }),
      place: countedAt(this.place),
    };
  }
}

/** An empty list would never end a delay. */
export const weekdaysOf = ({ workingDays }: AnswererPlace): number[] =>
  workingDays?.length ? workingDays : MONDAY_TO_FRIDAY;

/** What of a place made the end, and no more. */
export const countedAt = ({
  timezone,
  departement,
  goodFridayOff,
  workingDays,
}: AnswererPlace): AnswererPlace => ({
  timezone,
  departement: departement ?? null,
  ...(goodFridayOff != null && { goodFridayOff }),
  ...(workingDays && { workingDays }),
});

/** The next 0 h of a place: days of a change of hour last 23 or 25 h. */
export function midnightAfter(date: Date, timezone: string): TZDate {
  const local = new TZDate(date, timezone);
  return new TZDate(local.getFullYear(), local.getMonth(), local.getDate() + 1, timezone);
}

const dayOf = (date: TZDate) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
