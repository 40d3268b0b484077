import type { Sql } from "#app/platform/database/database.ts";
import type { DeadlineExplanation } from "#machines/effects.ts";

/** Holidays of the pupils of a place. Days: YYYY-MM-DD; after class on `starts`, until the morning of `ends`. */
export type SchoolHoliday = { name: string; starts: string; ends: string };
/** A deadline's computation, with the school holidays that fall in it: shown, never counted (domain.md, Calendars). */
export type Explained = DeadlineExplanation & { schoolHolidays?: SchoolHoliday[] };
type Carrier = { explanation: DeadlineExplanation | null };
type Row = SchoolHoliday & { departements: string[] };

const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/**
 * Puts the school holidays of each deadline's place beside its computation, in one query for a whole page. A deadline
 * without a place, or of older versions, stays as it is.
 */
export async function besideSchoolHolidays<T extends Carrier>(
  sql: Sql,
  deadlines: readonly T[],
): Promise<(Omit<T, "explanation"> & { explanation: Explained | null })[]> {
  const known = deadlines.flatMap(({ explanation }) =>
    explanation?.place?.departement ? [explanation] : [],
  );
  if (known.length === 0) return [...deadlines];
  const rows = await sql.query<Row>(
    `select name, ${day("starts")} starts, ${day("ends")} ends, departements from school_holiday
      where ends > $1::date and starts <= $2::date and departements && $3::text[] order by school_holiday.starts, name`,
    [
      known.map(({ start }) => start.slice(0, 10)).sort()[0],
      known
        .map(({ end }) => end.slice(0, 10))
        .sort()
        .at(-1),
      [...new Set(known.map(({ place }) => place?.departement))],
    ],
  );
  return deadlines.map((one) => ({ ...one, explanation: one.explanation && beside(one.explanation, rows) }));
}

function beside(explanation: DeadlineExplanation, rows: Row[]): Explained {
  const { start, end, place } = explanation;
  const departement = place?.departement;
  const found = rows.filter(
    (row) =>
      departement &&
      row.departements.includes(departement) &&
      row.ends > start.slice(0, 10) &&
      row.starts <= end.slice(0, 10),
  );
  if (found.length === 0) return explanation;
  return { ...explanation, schoolHolidays: found.map(({ departements: _, ...holiday }) => holiday) };
}
