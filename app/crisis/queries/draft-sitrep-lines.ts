import { compromisedWord as worded } from "#app/messages/crisis-act.ts";
import { drafted } from "#app/messages/crisis-sitrep.ts";
import { lower } from "#app/messages/incident-words.ts";
import { formatShort } from "#app/ui/time/format.ts";
import { isApplication } from "#machines/crisis/v1/applications.ts";
import type { RoomEntry } from "#machines/crisis/v1/room.ts";
import type { LogEntry } from "#machines/crisis/v1/words.ts";

/** A typed line of the main courante as it stands: corrections take the place of what they correct. */
export type Typed = LogEntry & { at: string };

/** Typed lines of these entries, corrected ones left out. */
export function typedLines(entries: readonly RoomEntry[]): Typed[] {
  const lines = entries.filter(({ type }) => type === "log.entered");
  const corrected = new Set(lines.map(({ data }) => (data as LogEntry).corrects));
  return lines
    .filter(({ seq }) => !corrected.has(seq))
    .map(({ data, at }) => ({ ...(data as LogEntry), at: (data as LogEntry).eventAt ?? at }));
}

export const bullets = (lines: readonly string[]): string => lines.map((line) => `– ${line}`).join("\n");

/** A titled list, or nothing where it is empty. */
export const group = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? [`${title} :\n${bullets(lines)}`] : [];

export const compromisedWord = (what: string) => lower(worded(what));

/** Facts that the journal itself establishes. */
const told: Record<string, (data: Record<string, unknown>) => string | null> = {
  "crisis.activated": () => drafted.activated,
  "crisis.exited": () => drafted.exited,
  "compromise.declared": ({ what }) =>
    isApplication(String(what)) ? drafted.application(compromisedWord(String(what))) : null,
  "compromise.confirmed": ({ what }) => drafted.compromised(compromisedWord(String(what))),
  "restoration.confirmed": ({ what }) => drafted.restored(compromisedWord(String(what))),
};

/**
 * Confirmed facts, oldest first, each with its hour. A typed fact without a reliability is kept and says so: in the
 * first hour nobody fills that field, and the author of the point decides.
 */
export function factLines(entries: readonly RoomEntry[], now: Date, zone: string): string[] {
  const typed = typedLines(entries)
    .filter(({ kind, reliability }) => kind === "fait" && (reliability ?? "confirmed") === "confirmed")
    .map(({ at, content, reliability }) => ({
      at,
      text: reliability ? content : `${content} ${drafted.unsure}`,
    }));
  const known = entries.flatMap(({ type, at, data }) => {
    const text = told[type]?.(data);
    return text ? [{ at, text }] : [];
  });
  return [...typed, ...known]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ at, text }) => `${formatShort(new Date(at), now, zone)} : ${text}`);
}
