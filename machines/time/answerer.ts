import type { Convention } from "#conventions/schema.ts";
import { countedAt } from "./days.ts";
import type { AnswererPlace } from "./due.ts";

/** The calendar of whoever must answer under a convention: the days of the convention, the holidays of the place. */
export const answererOf = (place: AnswererPlace, { calendar }: Pick<Convention, "calendar">): AnswererPlace =>
  countedAt({ ...place, workingDays: calendar.workingDays });
