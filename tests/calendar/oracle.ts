/**
 * A second opinion that shares nothing with the code: no library of dates, zones or holidays. Easter by Gauss and
 * Meeus, changes of hour by the European rule, days one by one and working time minute by minute.
 */
const DAY = 86_400_000;
const MINUTE = 60_000;
export type Where = {
  zone: "Europe/Paris" | "Indian/Reunion" | "America/Martinique";
  region: string;
  goodFriday?: boolean;
};

/** Last Sunday of a month at 1 h UTC: when Europe changes its clocks. */
function lastSunday(year: number, month: number) {
  const last = Date.UTC(year, month, 31, 1);
  return last - new Date(last).getUTCDay() * DAY;
}
export function offset(at: number, zone: Where["zone"]): number {
  if (zone === "Indian/Reunion") return 240 * MINUTE;
  if (zone === "America/Martinique") return -240 * MINUTE;
  const year = new Date(at).getUTCFullYear();
  return (at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 120 : 60) * MINUTE;
}
/** Number of the local day, from 1970. */
const dayAt = (at: number, zone: Where["zone"]) => Math.floor((at + offset(at, zone)) / DAY);

function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - (b >> 2) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * (c >> 2) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / DAY;
}

const everywhere = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
const more: Record<string, string[]> = {
  "57": ["12-26"],
  "67": ["12-26"],
  "68": ["12-26"],
  "972": ["05-22"],
  "974": ["12-20"],
};

export function works(day: number, { region, goodFriday = true }: Where): boolean {
  const date = new Date(day * DAY);
  if ([0, 6].includes(date.getUTCDay())) return false;
  if ([...everywhere, ...(more[region] ?? [])].includes(date.toISOString().slice(5, 10))) return false;
  const after = day - easter(date.getUTCFullYear());
  if (after === -2) return !(["57", "67", "68"].includes(region) ? goodFriday : region === "972");
  return ![1, 39, 50].includes(after);
}

/** End of the n-th working day after that of the request. */
export function afterDays(from: number, n: number, where: Where): number {
  let day = dayAt(from, where.zone);
  for (let left = n; left > 0; ) {
    day += 1;
    if (works(day, where)) left -= 1;
  }
  // The first minute of the day after: nothing in France changes its hour at midnight.
  const guess = (day + 1) * DAY;
  return guess - offset(guess - offset(guess, where.zone), where.zone);
}

/** Goes on minute by minute until that many of them fell on working days; `from` is a whole minute. */
export function afterMinutes(from: number, minutes: number, where: Where): number {
  let [at, left, known, open] = [from, minutes, Number.NaN, false];
  while (left > 0) {
    const day = dayAt(at, where.zone);
    if (day !== known) {
      known = day;
      open = works(day, where);
    }
    if (open) left -= 1;
    at += MINUTE;
  }
  return at;
}
