import { goodFridayOffSql } from "#app/engine/opening/place.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { AnswererPlace } from "#machines/time/due.ts";
import { academieOf, timezoneOf } from "../territories.ts";

/** A place whose calendar is looked at. */
export type CalendarPlace = { name: string; academie: string | null; place: AnswererPlace };
export type Choice = {
  id: number;
  insee: string;
  commune: string;
  departement: string;
  off: boolean | null;
  reason: string;
  by: string;
  at: Date;
  /** Whether it is the one that holds. */
  last: boolean;
};
export type SchoolPeriod = { name: string; year: string; starts: string; ends: string; file: string };

/**
 * What somebody typed as a place: a UAI or key, a commune (INSEE code or name), a département; null when unknown.
 */
export async function calendarPlace(
  sql: Sql,
  text: string,
  nameOf: (departement: string) => string,
): Promise<CalendarPlace | null> {
  const given = text.trim().slice(0, 100);
  if (!given) return null;
  const departement = /^(\d{2,3}|2[AB])$/i.exec(given)?.[0].toUpperCase();
  if (departement) return academieOf(departement) ? ofDepartement(departement, nameOf(departement)) : null;
  const [row] = await sql.query<{
    name: string;
    departement: string | null;
    academie: string | null;
    timezone: string;
    off: boolean | null;
  }>(
    `select case when o.uai = upper($1) or o.key = $1 then o.name else coalesce(o.commune_name, o.name) end as name,
            o.departement, o.academie, o.timezone, ${goodFridayOffSql("o")} off
       from organisation o
      where o.uai = upper($1) or o.key = $1 or o.commune_insee = $1 or lower(o.commune_name) = lower($1)
      order by (o.uai = upper($1) or o.key = $1) desc nulls last, o.departement, o.key limit 1`,
    [given],
  );
  if (!row) return null;
  const { name, academie, timezone, off } = row;
  return { name, academie, place: { timezone, departement: row.departement, goodFridayOff: off } };
}

const ofDepartement = (departement: string, name: string): CalendarPlace => ({
  name,
  academie: academieOf(departement),
  place: { timezone: timezoneOf(departement), departement },
});

/** Choices about Good Friday, newest first. */
export const goodFridayChoices = (sql: Sql): Promise<Choice[]> =>
  sql.query<Choice>(
    `select g.id::int, g.insee, g.commune, g.departement, g.off, g.reason, g.by->>'name' "by", g.at,
            not exists (select 1 from good_friday_choice n where n.insee = g.insee and n.id > g.id) last
       from good_friday_choice g order by g.id desc limit 200`,
  );

/** School holidays of an académie that are not over, soonest first; of all the year when it is past. */
export const schoolPeriods = (sql: Sql, academie: string | null, year: number): Promise<SchoolPeriod[]> =>
  sql.query<SchoolPeriod>(
    `select name, year, to_char(starts, 'YYYY-MM-DD') starts, to_char(ends, 'YYYY-MM-DD') ends, file
       from school_holiday where academie = $1 and ends >= make_date($2::int, 1, 1) and starts <= make_date($2::int, 12, 31)
      order by school_holiday.starts, name limit 60`,
    [academie, year],
  );
