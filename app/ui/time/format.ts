// Written out by hand: Node and browsers ship different ICU data, and React compares what both wrote.
const DAYS = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(
  " ",
);

const SHORT = "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.".split(" ");

const formats = new Map<string, Intl.DateTimeFormat>();

/** Clocks change on a quarter of an hour, so one answer of Intl, which is slow, holds for all of it. */
const QUARTER_MS = 15 * 60_000;
const MOST_OFFSETS = 5_000;
const offsets = new Map<string, number>();

/** What to add to UTC to read the local time of a zone, in milliseconds. */
function offsetOf(at: number, zone: string): number {
  const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > MOST_OFFSETS) offsets.clear();
  const offset = localOf(new Date(quarter), zone) - quarter;
  offsets.set(key, offset);
  return offset;
}

/** The local time of a zone, as if it were UTC. */
function localOf(at: Date, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const numeric = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "2-digit",
    } as const;
    format = new Intl.DateTimeFormat("en-GB", { ...numeric, hourCycle: "h23", timeZone: zone });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

function partsOf(at: Date, zone: string) {
  const local = new Date(at.getTime() + offsetOf(at.getTime(), zone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay(),
  };
}

// Spaces that do not break: « 4 h » must not stand at the end of one line and « 00 » on the next.
const hourOf = (hour: number, minute: number) => `${hour}\u00a0h\u00a0${String(minute).padStart(2, "0")}`;

/** « mardi 3 novembre 2026 » */
export function formatDay(at: Date, zone: string) {
  const { year, month, day, weekday } = partsOf(at, zone);
  return `${DAYS[weekday]} ${day === 1 ? "1er" : day} ${MONTHS[month - 1]} ${year}`;
}

/** « mardi 3 novembre 2026 à 9 h 05 » */
export function formatDateTime(at: Date, zone: string) {
  const { hour, minute } = partsOf(at, zone);
  return `${formatDay(at, zone)} à ${hourOf(hour, minute)}`;
}

/** The end of a delay: 0 h is said as people say it, « lundi 30 mars 2026 à 24 h ». */
export function formatEnd(at: Date, zone: string) {
  const { hour, minute } = partsOf(at, zone);
  if (hour !== 0 || minute !== 0 || at.getTime() % 60_000 !== 0) return formatDateTime(at, zone);
  return `${formatDay(new Date(at.getTime() - 60_000), zone)} à 24\u00a0h`;
}

/** « 3 nov. à 9 h 05 », « 9 h 05 » on the same day: for lists. */
export function formatShort(at: Date, now: Date, zone: string) {
  const [then, today] = [partsOf(at, zone), partsOf(now, zone)];
  const time = hourOf(then.hour, then.minute);
  if (then.day === today.day && then.month === today.month && then.year === today.year) return time;
  return `${then.day} ${SHORT[then.month - 1]}${then.year === today.year ? "" : ` ${then.year}`} à ${time}`;
}

/** A day given as YYYY-MM-DD, without any zone: « samedi 7 novembre ». */
export function formatPlainDay(day: string) {
  const at = new Date(`${day}T00:00:00Z`);
  const date = at.getUTCDate();
  return `${DAYS[at.getUTCDay()]} ${date === 1 ? "1er" : date} ${MONTHS[at.getUTCMonth()]}`;
}

/** « samedi 7 novembre 2026 », from YYYY-MM-DD. */
export const formatPlainDayOfYear = (day: string) => `${formatPlainDay(day)} ${day.slice(0, 4)}`;

/** « 2 jours 3 h », « 2 h 10 », « 12 min », « moins d’une minute » */
export function formatSpan(ms: number) {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return "moins d’une minute";
  const hours = Math.floor(minutes / 60);
  if (hours < 1) return `${minutes}\u00a0min`;
  if (hours < 48) return minutes % 60 === 0 ? `${hours}\u00a0h` : hourOf(hours, minutes % 60);
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days}\u00a0jours` : `${days}\u00a0jours ${hours % 24}\u00a0h`;
}
