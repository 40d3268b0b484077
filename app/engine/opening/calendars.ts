import type { Sql } from "#app/platform/database/database.ts";
import { type AnswererPlace, calendarKey } from "#machines/time/due.ts";
import { goodFridayOffSql } from "./place.ts";

/** Organisations whose delays end together: `dueAt` is asked once for all of them. */
export type CalendarGroup = { key: string; place: AnswererPlace; organisations: string[] };

/**
 * Sorts organisations by the calendar of their place, in one query: 5,500 schools make a few groups.
 * @param organisations uuids; unknown ones are in no group.
 * @param workingDays days of the week worked, from the convention; Monday to Friday without.
 */
export async function calendarsOf(
  sql: Sql,
  organisations: readonly string[],
  workingDays?: number[],
): Promise<CalendarGroup[]> {
  const rows = await sql.query<{
    timezone: string;
    departement: string | null;
    good_friday_off: boolean | null;
    ids: string[];
  }>(
    `select timezone, departement, good_friday_off, array_agg(id order by id) ids
       from (select o.id, o.timezone, o.departement, ${goodFridayOffSql("o")} good_friday_off
               from organisation o where o.id = any($1::uuid[])) placed
      group by timezone, departement, good_friday_off order by 1, 2, 3`,
    [organisations],
  );
  const groups = new Map<string, CalendarGroup>();
  for (const { timezone, departement, good_friday_off, ids } of rows) {
    const place = {
      timezone,
      departement,
      goodFridayOff: good_friday_off,
      ...(workingDays && { workingDays }),
    };
    const key = calendarKey(place);
    const known = groups.get(key);
    if (known) known.organisations.push(...ids);
    else groups.set(key, { key, place, organisations: ids });
  }
  return [...groups.values()];
}
