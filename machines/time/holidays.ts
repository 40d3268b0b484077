import Holidays from "date-holidays";

/** Départements with public holidays of their own; the others follow plain France (domain.md, Calendars). */
const own: Record<string, string> = {
  "57": "57", "67": "67", "68": "68",
  "971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT", "977": "BL", "978": "MF",
}; // biome-ignore format: one line a region
const calendars = new Map<string, Holidays>();

/**
 * Name of the public holiday of a day, or null.
 * @param day YYYY-MM-DD, local.
 * @param departement INSEE code; its own holidays count (Moselle, Bas-Rhin, Haut-Rhin, overseas).
 */
export function holidayOn(day: string, departement?: string): string | null {
  const state = departement ? (own[departement] ?? "") : "";
  let calendar = calendars.get(state);
  if (!calendar) {
    calendar = state ? new Holidays("FR", state) : new Holidays("FR");
    calendars.set(state, calendar);
  }
  const year = Number(day.slice(0, 4));
  const found = calendar.getHolidays(year, "fr").find((h) => h.type === "public" && h.date.startsWith(day));
  return found?.name ?? null;
}
