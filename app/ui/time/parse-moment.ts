import { TZDate } from "@date-fns/tz";

const MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre".split(
  "|",
);
const WEEKDAYS = "dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi".split("|");
const PARTS: Record<string, number> = { matin: 8, midi: 12, "apres-midi": 15, soir: 20, nuit: 2 };
const UNITS = { m: 60_000, h: 3_600_000, j: 86_400_000 };
/** A phone's clock may run ahead a little: « 14h05 » typed at 14 h 03 is today. */
const AHEAD_MS = 5 * 60_000;

/**
 * A moment as people type it: « à l’instant », « 14h05 », « hier 22h30 », « ce matin », « il y a 20 min »,
 * « 24/03 à 8h », « 24 mars », « lundi 9h ». Nothing typed is now.
 * @returns null when it cannot be read.
 */
export function parseMoment(typed: string, now: Date, zone: string): Date | null {
  const text = plain(typed);
  if (text === "" || /^(a l'instant|maintenant|a present)$/.test(text)) return now;
  if (/^\d{4}-\d{2}-\d{2}t[\d:.]+(z|[+-]\d{2}:?\d{2})$/.test(text)) return valid(new Date(typed.trim()));
  return ago(text, now) ?? calendar(text, now, zone);
}

function ago(text: string, now: Date): Date | null {
  const found =
    /^il y a (?:environ )?(?:(\d+|un|une) ?(minutes?|mins?|mn|heures?|h|jours?|j))(?: ?(\d+)(?: ?min| ?mn)?)?$/.exec(
      text,
    );
  if (!found) return null;
  const amount = Number.parseInt(found[1] ?? "", 10) || 1;
  const unit = (found[2] ?? "m")[0] as keyof typeof UNITS;
  return new Date(now.getTime() - amount * UNITS[unit] - Number(found[3] ?? 0) * UNITS.m);
}

function calendar(text: string, now: Date, zone: string): Date | null {
  const local = new TZDate(now, zone);
  const { rest, hour, minute, timed } = timeOf(text);
  const day = dayOf(rest, local);
  if (!day || (!timed && !day.named)) return null;
  const [h, m] = timed ? [hour, minute] : [day.hour ?? 12, 0];
  if (h > 23 || m > 59) return null;
  const make = (shift: number) => new TZDate(day.year, day.month, day.day - shift, h, m, zone);
  const first = make(0);
  if (first.getDate() !== day.day && day.exact) return null;
  // « 23h30 » typed at two in the morning was yesterday.
  const late = first.getTime() > now.getTime() + AHEAD_MS;
  const shift =
    late && !day.exact ? (day.week ? 7 : day.hour === undefined && !timed ? 0 : day.said ? 0 : 1) : 0;
  const at = shift ? make(shift) : first;
  // A day without an hour, today: not later than now.
  const today =
    day.day === local.getDate() && day.month === local.getMonth() && day.year === local.getFullYear();
  return valid(!timed && today && at.getTime() > now.getTime() ? now : at);
}

/** Takes the time of day out of the text. */
function timeOf(text: string) {
  const found = /(?:^|\s|t)(?:a |vers )?(\d{1,2}) ?(?:h|:|heures?) ?(\d{2})?(?:\s|$)/.exec(text);
  if (!found) return { rest: text.replace(/ a$/, ""), hour: 0, minute: 0, timed: false };
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.replace(
    / a ?$/,
    "",
  );
  return { rest: rest.trim(), hour: Number(found[1]), minute: Number(found[2] ?? 0), timed: true };
}

type Day = {
  year: number;
  month: number;
  day: number;
  /** Hour that a part of the day stands for. */
  hour?: number;
  /** A day was said, not only an hour. */
  named: boolean;
  /** « ce matin », « aujourd’hui »: never the day before. */
  said?: boolean;
  /** A date of the calendar: never moved. */
  exact?: boolean;
  week?: boolean;
};

function dayOf(text: string, local: TZDate): Day | null {
  const today = { year: local.getFullYear(), month: local.getMonth(), day: local.getDate(), named: true };
  if (text === "") return { ...today, named: false };
  const part =
    /^(?:(?:ce|cet|cette|hier|avant-hier|aujourd'hui)(?: |$))?(matin|midi|apres-midi|soir|nuit)?$/.exec(text);
  if (part) {
    const back = text.startsWith("avant-hier") ? 2 : text.startsWith("hier") ? 1 : 0;
    const hour = part[1] ? PARTS[part[1]] : undefined;
    const said = /^(ce|cet|cette|aujourd'hui)\b/.test(text);
    return { ...today, day: today.day - back, said, ...(hour !== undefined && { hour }) };
  }
  const weekday = WEEKDAYS.indexOf(text.replace(/ dernier$/, ""));
  if (weekday >= 0) return { ...today, day: today.day - ((local.getDay() - weekday + 7) % 7), week: true };
  return dateOf(text, today);
}

function dateOf(text: string, today: Day): Day | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return exact(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(?:le )?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/.exec(text);
  const words = /^(?:le )?(?:\p{L}+ )?(\d{1,2})(?:er)? (\p{L}+)\.?(?: (\d{4}))?$/u.exec(text);
  const found = numbers ?? words;
  if (!found) return null;
  const month = numbers ? Number(found[2]) : MONTHS.findIndex((name) => name.startsWith(found[2] ?? "?")) + 1;
  const given = Number(found[3] ?? 0);
  if (given) return exact(given < 100 ? 2000 + given : given, month, Number(found[1]));
  // Without a year: « 28/12 » typed in January was last year, « 25/03 » typed on 24 March is a mistake to be told.
  const months = month - 1 - today.month;
  return exact(today.year - (months > 2 ? 1 : 0), month, Number(found[1]));
}

function exact(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return { year, month: month - 1, day, named: true, exact: true };
}

const valid = (date: Date) => (Number.isNaN(date.getTime()) ? null : new Date(date.getTime()));

/** What was typed, without capitals, accents or spare spaces. */
export const plain = (typed: string) =>
  typed
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replace(/\s+/g, " ")
    .trim();
