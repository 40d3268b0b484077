import Holidays from "date-holidays";

/** Départements with public holidays of their own; the others follow plain France (domain.md, Calendars). */
const own: Record<string, string> = {
  "57": "57", "67": "67", "68": "68",
  "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT", "977": "BL", "978": "MF",
}; // biome-ignore format: one line a region
const calendars = new Map<string, Holidays>();
/** Public holidays by day, of each calendar and year: working them out takes milliseconds. */
const years = new Map<string, Map<string, string>>();

/**
 * Name of the public holiday of a day, or null.
 * @param day YYYY-MM-DD, local.
 * @param departement INSEE code; its own holidays count (Moselle, Bas-Rhin, Haut-Rhin, overseas).
 */
export function holidayOn(day: string, departement?: string): string | null {
  const state = departement ? (own[departement] ?? "") : "";
  const year = day.slice(0, 4);
  let known = years.get(`${state} ${year}`);
  if (!known) {
    known = holidaysOf(state, Number(year));
    if (years.size > 200) years.clear();
    years.set(`${state} ${year}`, known);
  }
  return known.get(day) ?? null;
}

function holidaysOf(state: string, year: number): Map<string, string> {
  let calendar = calendars.get(state);
  if (!calendar) {
    calendar = state ? new Holidays("FR", state) : new Holidays("FR");
    calendars.set(state, calendar);
  }
  const known = new Map<string, string>();
  for (const { type, date, name } of calendar.getHolidays(year, "fr")) {
    const day = date.slice(0, 10);
    if (type === "public" && !known.has(day)) known.set(day, name);
  }
  return known;
}
