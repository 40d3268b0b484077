import Holidays from "date-holidays";

/**
 * Départements with public holidays of their own (a state of France for the library), and the collectivités that it
 * knows as countries; all others follow plain France (domain.md, Calendars).
 */
const own: Record<string, [country: string, state?: string]> = {
  "57": ["FR", "57"], "67": ["FR", "67"], "68": ["FR", "68"],
  "971": ["FR", "GP"], "972": ["FR", "MQ"], "973": ["FR", "GF"], "974": ["FR", "RE"], "976": ["FR", "YT"],
  "977": ["FR", "BL"], "978": ["FR", "MF"], "986": ["WF"], "987": ["PF"], "988": ["NC"],
}; // biome-ignore format: one line a region

/** Where Good Friday is a holiday in some communes and not in others (local law of 1892). */
const byCommune = new Set(["57", "67", "68"]);

/** The choice of the console about Good Friday where the commune's own case is not recorded. */
export const GOOD_FRIDAY = "CHOIX-VENDREDI-SAINT";
/** Working days are those of the place of whoever must answer (rules.md §8.1). */
export const WORKING_DAYS = "CHOIX-1";

/** What decides which days are holidays somewhere. */
export type HolidayPlace = {
  /** INSEE code of the département; without one, plain France. */
  departement?: string | null | undefined;
  /**
   * Whether Good Friday is a holiday in the commune, where someone recorded it; null or absent: as the département
   * (CHOIX-VENDREDI-SAINT: a holiday in Moselle, Bas-Rhin and Haut-Rhin). Without effect elsewhere.
   */
  goodFridayOff?: boolean | null | undefined;
};
export type Holiday = { day: string; name: string; rule: string };

/** Whether the commune decides about Good Friday there. */
export const goodFridayByCommune = (departement?: string | null) => byCommune.has(departement ?? "");

/** « 974 », « 57 », « 57 travaillé », « FR »: places of the same key have the same holidays. */
export function holidayKey({ departement, goodFridayOff }: HolidayPlace): string {
  if (!departement || !own[departement]) return "FR";
  return goodFridayByCommune(departement) && goodFridayOff === false
    ? `${departement} travaillé`
    : departement;
}

/**
 * The public holiday of a day, or null.
 * @param day YYYY-MM-DD, local.
 */
export function holidayOn(day: string, place: HolidayPlace): Holiday | null {
  const known = yearOf(Number(day.slice(0, 4)), place.departement).get(day);
  if (!known || (known.rule === GOOD_FRIDAY && place.goodFridayOff === false)) return null;
  return known;
}

/** A Good Friday that its commune works, though its département does not: it counts, and a reader is told. */
export function workedGoodFriday(day: string, place: HolidayPlace): Holiday | null {
  if (place.goodFridayOff !== false) return null;
  const known = yearOf(Number(day.slice(0, 4)), place.departement).get(day);
  return known?.rule === GOOD_FRIDAY ? known : null;
}

/** Every public holiday of a place in a year, in order. */
export const holidaysOfYear = (year: number, place: HolidayPlace): Holiday[] =>
  [...yearOf(year, place.departement).keys()]
    .sort()
    .map((day) => holidayOn(day, place))
    .filter((one) => one !== null);

const calendars = new Map<string, Holidays>();
/** Public holidays by day, of each calendar and year: working them out takes milliseconds. */
const years = new Map<string, Map<string, Holiday>>();
const MOST_YEARS = 400;

function yearOf(year: number, departement?: string | null): Map<string, Holiday> {
  const region = departement && own[departement] ? departement : "";
  const key = `${region} ${year}`;
  let known = years.get(key);
  if (!known) {
    known = holidaysOf(region, year);
    if (years.size > MOST_YEARS) years.clear();
    years.set(key, known);
  }
  return known;
}

function holidaysOf(region: string, year: number): Map<string, Holiday> {
  let calendar = calendars.get(region);
  if (!calendar) {
    const [country, state] = own[region] ?? ["FR"];
    calendar = state ? new Holidays(country, state) : new Holidays(country);
    calendars.set(region, calendar);
  }
  const known = new Map<string, Holiday>();
  for (const { type, date, name, rule } of calendar.getHolidays(year, "fr")) {
    const day = date.slice(0, 10);
    const goodFriday = byCommune.has(region) && rule.startsWith("easter -2");
    if (type === "public" && !known.has(day))
      known.set(day, { day, name, rule: goodFriday ? GOOD_FRIDAY : WORKING_DAYS });
  }
  return known;
}
