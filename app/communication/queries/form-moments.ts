import { TZDate } from "@date-fns/tz";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";

/** A day named without its hour is meant from the morning, and until the evening. */
const MORNING = "8h";
const EVENING = "18h";
const SPAN = /^(?:pendant |pour )?(\d{1,3}) ?(jours?|j|semaines?)$/i;

/**
 * When a message begins, as people type it: « 12/01 à 8h », « lundi », « dans 10 jours ». Nothing typed is no date.
 * @returns undefined where nothing was typed, null where it cannot be read.
 */
export function startOf(typed: string, now: Date, zone: string): Date | null | undefined {
  if (!typed.trim()) return undefined;
  return parsePlanned(typed, now, zone) ?? parsePlanned(`${typed} à ${MORNING}`, now, zone);
}

/** When it ends: a date, or « 20 jours » after its beginning, in days of the calendar. */
export function endOf(typed: string, now: Date, zone: string, start = now): Date | null | undefined {
  if (!typed.trim()) return undefined;
  const span = SPAN.exec(typed.trim());
  if (span) {
    const days = Number(span[1]) * (span[2]?.startsWith("s") ? 7 : 1);
    const local = new TZDate(start, zone);
    local.setDate(local.getDate() + days);
    return new Date(local.getTime());
  }
  return parsePlanned(typed, now, zone, start) ?? parsePlanned(`${typed} à ${EVENING}`, now, zone, start);
}
