import { crisisOpen as words } from "#app/messages/crisis-list.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parseMoment } from "#app/ui/time/parse-moment.ts";

/** What was typed, exactly. `place`: key of an organisation; `search`: words by which to find it. */
export type OpenValues = {
  key: string;
  incident: string;
  dispositif: string;
  place: string;
  search: string;
  category: string;
  perimeter: string;
  personalData: string;
  title: string;
  summary: string;
  awareAt: string;
  runbook: string;
};

const names = [
  "key",
  "incident",
  "dispositif",
  "place",
  "search",
  "category",
  "perimeter",
  "personalData",
  "title",
  "summary",
  "awareAt",
  "runbook",
] as const;

/** Reads the form as text. */
export const readOpening = (form: FormData): OpenValues =>
  Object.fromEntries(
    names.map((name) => [
      name,
      String(form.get(name) ?? "")
        .replaceAll("\r\n", "\n")
        .trim(),
    ]),
  ) as OpenValues;

/** What is missing or cannot be read, in the words of the form; the instant from which they knew. */
export function checkOpening(
  values: OpenValues,
  now: Date,
  zone: string,
): { errors: FieldError[]; awareAt: Date | null } {
  const errors: FieldError[] = [];
  const missing = (path: keyof typeof words.wrong & keyof OpenValues) => {
    if (!values[path]) errors.push({ path, message: words.wrong[path] });
  };
  missing("dispositif");
  missing("category");
  missing("perimeter");
  missing("title");
  missing("summary");
  const awareAt = parseMoment(values.awareAt, now, zone);
  if (!awareAt) errors.push({ path: "awareAt", message: words.wrong.when });
  else if (awareAt > now) errors.push({ path: "awareAt", message: words.wrong.future });
  missing("runbook");
  return { errors, awareAt };
}

/** The body of the command. @param awareAt ISO 8601, as understood when it was previewed. */
export const openingOf = (values: OpenValues, awareAt: string, exercise: boolean) => ({
  dispositif: values.dispositif,
  ...(values.incident && { incident: values.incident }),
  runbook: values.runbook,
  organisation: values.place,
  title: values.title,
  summary: values.summary,
  category: values.category,
  perimeter: values.perimeter,
  personalData: { yes: true, no: false }[values.personalData] ?? null,
  awareAt,
  exercise,
});
