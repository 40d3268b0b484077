import { besideSchoolHolidays } from "#app/engine/calendar/school-holidays.ts";
import { calendars as words } from "#app/messages/calendars.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Held } from "#app/platform/permissions.ts";
import { holdsRight } from "#app/platform/session/require-right.ts";
import { parseMoment } from "#app/ui/time/parse-moment.ts";
import type { Duration } from "#conventions/schema.ts";
import { type AnswererPlace, dueAt } from "#machines/time/due.ts";
import { goodFridayByCommune, holidaysOfYear } from "#machines/time/holidays.ts";
import { departementName } from "../territories.ts";
import { calendarPlace, goodFridayChoices, schoolPeriods } from "./calendar-page.ts";

export type CalendarAsked = Record<"where" | "delay" | "from" | "year" | "saved" | "undone", string>;
export type Delay = keyof typeof words.count.delays;

const DELAYS: Record<Delay, Duration> = {
  "5jo": { workingDays: 5 },
  "2jo": { workingDays: 2 },
  "48ho": { workingHours: 48 },
  "48h": { hours: 48 },
  "72h": { hours: 72 },
  "10jo": { workingDays: 10 },
};
const isDelay = (text: string): text is Delay => Object.hasOwn(DELAYS, text);

/** All that the page of calendars shows. */
export async function calendarModel(sql: Sql, tenures: Held[], asked: CalendarAsked, now: Date) {
  const found = await calendarPlace(sql, asked.where, departementName);
  const place: AnswererPlace = found?.place ?? { timezone: "Europe/Paris" };
  const thisYear = Number(now.toISOString().slice(0, 4));
  const given = Number(asked.year);
  const year = given >= 1950 && given <= 2099 ? Math.trunc(given) : thisYear;
  const [choices, periods] = await Promise.all([
    goodFridayChoices(sql),
    schoolPeriods(sql, found?.academie ?? null, year),
  ]);
  return {
    asked,
    name: found?.name ?? words.france,
    unknown: asked.where !== "" && !found,
    academie: found?.academie ?? null,
    departement: place.departement ?? null,
    timezone: place.timezone,
    byCommune: goodFridayByCommune(place.departement),
    goodFridaySaid: place.goodFridayOff ?? null,
    year,
    holidays: holidaysOfYear(year, place),
    periods,
    choices: choices.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    counted: await counted(sql, asked, place, now),
    mayWrite: holdsRight(tenures, "calendar.write"),
  };
}
export type CalendarModel = Awaited<ReturnType<typeof calendarModel>>;

async function counted(sql: Sql, { delay, from }: CalendarAsked, place: AnswererPlace, now: Date) {
  if (!isDelay(delay)) return null;
  const start = from === "" ? now : parseMoment(from, now, place.timezone);
  if (!start) return { wrong: words.count.wrongFrom };
  const [beside] = await besideSchoolHolidays(sql, [
    { explanation: dueAt(start.toISOString(), DELAYS[delay], place) },
  ]);
  return { delay, explanation: beside?.explanation ?? null };
}
