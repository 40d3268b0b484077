import { TZDate } from "@date-fns/tz";

/**
 * So many calendar months later, or before when negative, at the same hour of that clock, summer or winter; the 31st
 * becomes the last day of a shorter month. UTC.
 * @param zone where the days are counted: in Europe/Paris a 1st of the month at half past midnight is still the month
 *   before in UTC.
 */
export function shiftMonths(at: string, months: number, zone = "UTC"): string {
  const from = new TZDate(at, zone);
  const [year, month] = [from.getFullYear(), from.getMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(from.getDate(), last);
  const time = [from.getHours(), from.getMinutes(), from.getSeconds(), from.getMilliseconds()] as const;
  return new Date(new TZDate(year, month, day, ...time, zone).getTime()).toISOString();
}

/** Eight in the morning of a day (YYYY-MM-DD) where that clock hangs: when a decision of that day takes effect. UTC. */
export function morningOf(day: string, zone: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date, 8, zone).getTime()).toISOString();
}

/** The day (YYYY-MM-DD) that it is then, where that clock hangs. */
export function dayAt(at: string, zone: string): string {
  const local = new TZDate(at, zone);
  return new Date(Date.UTC(local.getFullYear(), local.getMonth(), local.getDate()))
    .toISOString()
    .slice(0, 10);
}

/** The end of a day (YYYY-MM-DD) where that clock hangs: 24:00, in UTC. */
export function endOfDay(day: string, zone: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(new TZDate(year, month - 1, date + 1, zone).getTime()).toISOString();
}
