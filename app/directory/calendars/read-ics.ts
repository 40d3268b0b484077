import ICAL from "ical.js";
import { ImportRefused } from "../report.ts";
import { type Line, officialDay } from "./period.ts";

/** Events of a calendar file; the zone is said by the event, by the calendar, or by the file's own name. */
export function readIcs(file: string, text: string): Line[] {
  // The library tells no lines: they are those on which events begin, in order.
  const begins = text.split(/\r?\n/).flatMap((line, n) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [n + 1] : []));
  let calendar: ICAL.Component;
  try {
    calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  } catch (error) {
    throw new ImportRefused(file, null, `Ce calendrier ICS ne se lit pas : ${(error as Error).message}`);
  }
  const named = String(calendar.getFirstPropertyValue("x-wr-calname") ?? "");
  return calendar.getAllSubcomponents("vevent").map((event, n) => {
    const value = (name: string) => String(event.getFirstPropertyValue(name) ?? "").trim();
    const name = value("summary");
    const zone = [name, value("description"), named, file].map(zoneIn).find(Boolean) ?? null;
    return {
      line: begins[n] ?? null,
      name,
      starts: dayOf(event.getFirstPropertyValue("dtstart")),
      ends: dayOf(event.getFirstPropertyValue("dtend")),
      places: value("location")
        .split(",")
        .map((place) => place.trim())
        .filter((place) => place && !zoneIn(place)),
      zone,
      year: null,
      population: "",
    };
  });
}

const zoneIn = (text: string) => /zone[\s_-]*([ABC])\b/i.exec(text)?.[1] ?? null;

/** A date as it is written, or the local one of a date and time. */
function dayOf(value: unknown): string {
  if (!(value instanceof ICAL.Time)) return "";
  const text = value.toString();
  return text.endsWith("Z") ? officialDay(text) : text.slice(0, 10);
}
