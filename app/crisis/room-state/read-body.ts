import { parseMoment } from "#app/ui/time/parse-moment.ts";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import type { Body } from "./answer.ts";
import { readPrefix } from "./entry-line.ts";

/** Fields of a form that are not the event's. */
const OURS = new Set(["intent", "key"]);

type Fields = Iterable<readonly [string, FormDataEntryValue]>;
type Read = { body: Body; errors: { path: string; message: string }[] };

/**
 * A form of the room as an event; the browser and the server (without JavaScript) read it alike.
 * @param zone in which « 3h10 » was typed.
 * @param unreadable what to say of a date that cannot be read.
 * @param prefixes whether « d … » still chooses the kind: the page itself takes the letter as it is typed.
 */
export function readBody(
  fields: Fields,
  now: Date,
  zone: string,
  unreadable: string,
  { prefixes } = { prefixes: false },
): Read {
  const data: Record<string, unknown> = {};
  const errors: Read["errors"] = [];
  for (const [name, value] of fields) {
    if (typeof value !== "string" || OURS.has(name) || value.trim() === "") continue;
    const text = value.trim();
    if (name === "corrects" || name === "number") data[name] = Number(text);
    else if (name === "eventAt" || name === "dueAt") {
      const at = name === "dueAt" ? parsePlanned(text, now, zone) : parseMoment(text, now, zone);
      if (at) data[name] = at.toISOString();
      else errors.push({ path: name, message: unreadable });
    } else data[name] = text;
  }
  const type = typeof data.type === "string" ? data.type : "";
  if (prefixes && type === "log.entered") Object.assign(data, prefixed(data));
  return { body: { ...data, type }, errors };
}

/** Without JavaScript « d couper la messagerie » is still a decision. */
function prefixed({ kind, content }: Record<string, unknown>): Record<string, unknown> {
  if (typeof content !== "string" || (kind !== undefined && kind !== "fait")) return {};
  const read = readPrefix(content);
  return read ? { kind: read.kind, content: read.rest } : {};
}
