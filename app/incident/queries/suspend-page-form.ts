import { suspend } from "#app/messages/incident-suspend.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { formatDateTime } from "#app/ui/time/format.ts";
import { parsePlanned } from "#app/ui/time/parse-planned.ts";

/** What was typed, exactly: it is shown again whatever happens. */
export type SuspendValues = Record<(typeof NAMES)[number], string>;
export type Cause = keyof typeof suspend.causes;

const NAMES = ["place", "search", "cause", "from", "until", "description", "title", "key"] as const;
const YEAR_MS = 366 * 86_400_000;

export const emptySuspension = (key: string): SuspendValues => ({ ...readSuspension(new FormData()), key });

/** Reads the fields of the form as text. */
export function readSuspension(form: FormData): SuspendValues {
  const text = (name: string) => String(form.get(name) ?? "").replaceAll("\r\n", "\n");
  const values = Object.fromEntries(NAMES.map((name) => [name, text(name).trim()])) as SuspendValues;
  return { ...values, key: values.key.slice(0, 100) };
}

/** What can be said of the fields before asking anybody, and the window that was meant. */
export function checkSuspension(values: SuspendValues, now: Date, zone: string) {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  if (!values.place && !values.search) wrong("place", suspend.wrong.place);
  if (!Object.hasOwn(suspend.causes, values.cause)) wrong("cause", suspend.wrong.cause);
  const from = parsePlanned(values.from, now, zone);
  if (!from) wrong("from", suspend.wrong.from);
  else if (from.getTime() < now.getTime() - YEAR_MS) wrong("from", suspend.wrong.old);
  else if (from.getTime() > now.getTime() + 2 * YEAR_MS) wrong("from", suspend.wrong.far);
  const until = values.until ? parsePlanned(values.until, now, zone, from ?? now) : null;
  if (values.until && !until) wrong("until", suspend.wrong.until);
  else if (until && from && until <= from) wrong("until", suspend.wrong.order(formatDateTime(from, zone)));
  else if (until && from && until <= now) wrong("until", suspend.wrong.past);
  if (!values.description) wrong("description", suspend.wrong.description);
  return {
    errors,
    window: from && { from: from.toISOString(), ...(until && { until: until.toISOString() }) },
  };
}

export type Window = { from: string; until?: string };

/** The body of the command: a suspension is decided, so it is proven. */
export function suspensionBody(
  values: SuspendValues,
  window: Window,
  { title, now, exercise }: { title: string; now: Date; exercise: boolean },
) {
  const at = values.place.lastIndexOf("@");
  return {
    organisation: values.place.slice(0, at),
    dispositif: values.place.slice(at + 1),
    title,
    description: values.description,
    category: "suspension",
    certainty: "proven",
    noticedAt: now.toISOString(),
    personalData: false,
    suspension: { cause: values.cause, ...window },
    ...(exercise && { exercise }),
  };
}
