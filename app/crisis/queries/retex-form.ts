import { retex } from "#app/messages/crisis-retex.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";

export const retexIntents = ["well", "badly", "add", "done", "validate"] as const;
export type RetexIntent = (typeof retexIntents)[number];
export type RetexValues = Record<"text" | "title" | "owner" | "dueAt" | "note" | "summary" | "key", string>;

const names = ["text", "title", "owner", "dueAt", "note", "summary", "key"] as const;
export const readRetexValues = (form: FormData): RetexValues =>
  Object.fromEntries(
    names.map((name) => [
      name,
      String(form.get(name) ?? "")
        .replace(/\r\n?/g, "\n")
        .trim(),
    ]),
  ) as RetexValues;

/** A day alone is enough for an action: it ends that evening. */
function actionDay(typed: string, now: Date, zone: string): Date | null {
  if (!typed) return null;
  const weeks = typed.match(/^dans (\d{1,2}) semaines?$/i)?.[1];
  if (weeks) return new Date(now.getTime() + Number(weeks) * 7 * 24 * 3_600_000);
  return parsePlanned(typed, now, zone) ?? parsePlanned(`${typed} à 18h`, now, zone);
}

/** The event that a form of the RETEX asks for. @param key of a new action. */
export function retexEvent(intent: RetexIntent, values: RetexValues, key: string, now: Date, zone: string) {
  const errors: FieldError[] = [];
  const given = (name: keyof RetexValues) => (values[name] ? { [name]: values[name] } : {});
  if (intent === "well" || intent === "badly")
    return { event: { type: "retex.noted", kind: intent, ...given("text") }, errors };
  if (intent === "done")
    return { event: { type: "retex.action-done", key: values.key, ...given("note") }, errors };
  if (intent === "validate") return { event: { type: "retex.validated", ...given("summary") }, errors };
  const due = actionDay(values.dueAt, now, zone);
  if (!due) errors.push({ path: "dueAt", message: retex.dueUnreadable });
  const event = {
    type: "retex.action-added",
    key,
    ...given("title"),
    ...given("owner"),
    dueAt: due?.toISOString(),
  };
  return { event, errors };
}
