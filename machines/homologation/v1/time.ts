import { TZDate } from "@date-fns/tz";

/** So many calendar months later, or before when negative; the 31st becomes the last day of a shorter month. UTC. */
export function shiftMonths(at: string, months: number): string {
  const from = new Date(at);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), last));
  return to.toISOString();
}

/** The end of a day (YYYY-MM-DD) where that clock hangs: 24:00, in UTC. */
export function endOfDay(day: string, zone: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date + 1, zone).getTime()).toISOString();
}
