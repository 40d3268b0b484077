import { sitrep } from "#app/messages/crisis-sitrep.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";
import type { SitrepText } from "#machines/crisis/v1/words.ts";

export const sitrepFields = ["facts", "impacts", "actions", "decisions", "communication"] as const;
export type SitrepValues = Record<(typeof sitrepFields)[number] | "nextAt", string>;

/** A moment as somebody would type it: « 24/03 à 18h30 ». */
export function typedMoment(at: string, zone: string): string {
  const numeric = { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  const format = new Intl.DateTimeFormat("en-GB", { ...numeric, hourCycle: "h23", timeZone: zone });
  const part = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part.day}/${part.month} à ${part.hour}h${part.minute}`;
}

export const sitrepValues = (text: SitrepText, zone: string): SitrepValues => ({
  facts: text.facts,
  impacts: text.impacts,
  actions: text.actions,
  decisions: text.decisions ?? "",
  communication: text.communication ?? "",
  nextAt: text.nextAt ? typedMoment(text.nextAt, zone) : "",
});

export const readSitrepValues = (form: FormData): SitrepValues =>
  Object.fromEntries(
    [...sitrepFields, "nextAt"].map((name) => [name, String(form.get(name) ?? "").replace(/\r\n?/g, "\n")]),
  ) as SitrepValues;

/** The data of `sitrep.drafted`, but its number. Empty texts are left out: the schema says which it misses. */
export function sitrepData(values: SitrepValues, now: Date, zone: string) {
  const errors: FieldError[] = [];
  const next = values.nextAt.trim() ? parsePlanned(values.nextAt, now, zone) : undefined;
  if (next === null) errors.push({ path: "nextAt", message: sitrep.nextUnreadable });
  const texts = sitrepFields.flatMap((name) => (values[name].trim() ? [[name, values[name].trim()]] : []));
  return { data: { ...Object.fromEntries(texts), ...(next && { nextAt: next.toISOString() }) }, errors };
}
