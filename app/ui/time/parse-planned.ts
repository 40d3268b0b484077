import { TZDate } from "@date-fns/tz";
import { parseMoment, plain } from "./parse-moment.ts";

const WEEKDAYS = "dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi".split("|");
const PARTS: Record<string, number> = { matin: 8, midi: 12, "apres-midi": 15, soir: 20 };
const UNITS = { m: 60_000, h: 3_600_000, j: 86_400_000 };
const MONTH_MS = 31 * 86_400_000;
const HOUR = /(?:^|\s)(?:a |vers )?(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?(?=\s|$)/;

/**
 * A moment to come as people type it: « demain 20h », « ce soir », « vendredi à 18h30 », « dans 2 h », « 25/03 à 8h ».
 * An hour alone is that of today, or of the next day when `after` is later. Nothing typed is now.
 * @param after what it cannot come before: the beginning, when this is the end.
 * @returns null when it cannot be read, or names a day without an hour.
 */
export function parsePlanned(typed: string, now: Date, zone: string, after = now): Date | null {
  const text = plain(typed);
  if (text === "") return now;
  const fromNow = /^dans (?:environ )?(\d+|une?) ?(minutes?|mins?|mn|heures?|h|jours?|j)$/.exec(text);
  if (fromNow) {
    const amount = Number.parseInt(fromNow[1] ?? "", 10) || 1;
    return new Date(now.getTime() + amount * UNITS[(fromNow[2] ?? "m")[0] as keyof typeof UNITS]);
  }
  const hour = HOUR.exec(text);
  const rest = (hour ? text.replace(hour[0], " ") : text).replace(/\s+/g, " ").replace(/ a$/, "").trim();
  const day = dayOf(rest, new TZDate(now, zone), after > now ? new TZDate(after, zone) : null);
  if (!day)
    return hour || /^(a l'instant|maintenant|a present|.*t[\d:.]+z)$/.test(text)
      ? dated(text, now, zone)
      : null;
  const [h, m] = hour ? [Number(hour[1]), Number(hour[2] ?? 0)] : [day.hour, 0];
  if (h === undefined || h > 23 || m > 59) return null;
  const make = (shift: number) =>
    new Date(
      new TZDate(day.at.getFullYear(), day.at.getMonth(), day.at.getDate() + shift, h, m, zone).getTime(),
    );
  const first = make(0);
  return day.next && first <= after && after > now ? make(1) : first;
}

/** `next`: no day was said, so the following one may be meant. */
type Day = { at: TZDate; hour?: number; next?: boolean };

function dayOf(text: string, today: TZDate, after: TZDate | null): Day | null {
  const shifted = (days: number) =>
    new TZDate(today.getFullYear(), today.getMonth(), today.getDate() + days, 12, today.timeZone ?? "UTC");
  if (text === "") return { at: after ?? today, next: true };
  const part =
    /^(?:(ce|cet|cette|aujourd'hui|demain|apres-demain)(?: |$))?(matin|midi|apres-midi|soir)?$/.exec(text);
  if (part) {
    const days = part[1] === "demain" ? 1 : part[1] === "apres-demain" ? 2 : 0;
    const hour = part[2] ? PARTS[part[2]] : undefined;
    return { at: shifted(days), ...(hour !== undefined && { hour }) };
  }
  const found = /^(\p{L}+)(?: prochain)?(?: (matin|midi|apres-midi|soir))?$/u.exec(text);
  const weekday = WEEKDAYS.indexOf(found?.[1] ?? "");
  if (weekday < 0) return null;
  const hour = found?.[2] ? PARTS[found[2]] : undefined;
  return {
    at: shifted((weekday - today.getDay() + 7) % 7 || 7),
    ...(hour !== undefined && { hour }),
  };
}

/** A date of the calendar; without its year, the coming one. */
function dated(text: string, now: Date, zone: string): Date | null {
  const at = parseMoment(text, now, zone);
  const year = /\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/.test(text);
  if (!at || year || at.getTime() > now.getTime() - MONTH_MS) return at;
  const local = new TZDate(at, zone);
  local.setFullYear(local.getFullYear() + 1);
  return new Date(local.getTime());
}
