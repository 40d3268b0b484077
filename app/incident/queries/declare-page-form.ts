import { declare } from "#app/messages/incident-declare.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { parseMoment } from "#app/ui/time/parse-moment.ts";
import { categorySchema, certaintySchema } from "#conventions/schema.ts";

/** What was typed, exactly: it is shown again whatever happens. */
export type DeclareValues = {
  place: string;
  search: string;
  category: string;
  when: string;
  description: string;
  certainty: string;
  title: string;
  /** Makes a double submit harmless. */
  key: string;
};

export const emptyValues = (key: string, place = ""): DeclareValues => ({
  place,
  search: "",
  category: "",
  when: "",
  description: "",
  certainty: "",
  title: "",
  key,
});

/** Reads the fields of the form as text. */
export function readValues(form: FormData): DeclareValues {
  const text = (name: string) => String(form.get(name) ?? "").replaceAll("\r\n", "\n");
  const { place, search, category, when, description, certainty, title, key } = {
    place: text("place"),
    search: text("search").trim(),
    category: text("category"),
    when: text("when").trim(),
    description: text("description").trim(),
    certainty: text("certainty"),
    title: text("title").trim(),
    key: text("key").slice(0, 100),
  };
  return { place, search, category, when, description, certainty, title, key };
}

/** What can be said of the fields before asking anybody. */
export function checkValues(values: DeclareValues, now: Date, zone: string) {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  if (!values.place && !values.search) wrong("place", declare.wrong.place);
  if (!categorySchema.safeParse(values.category).success) wrong("category", declare.wrong.category);
  const noticedAt = parseMoment(values.when, now, zone);
  if (!noticedAt) wrong("when", declare.wrong.when);
  if (!values.description) wrong("description", declare.wrong.description);
  if (!certaintySchema.safeParse(values.certainty).success) wrong("certainty", declare.wrong.certainty);
  return { errors, noticedAt };
}

/** The body of the command; the very same text at each submit, so that the idempotency key recognises it. */
export function bodyOf(values: DeclareValues, noticedAt: string, title: string, exercise: boolean) {
  const at = values.place.lastIndexOf("@");
  return {
    organisation: values.place.slice(0, at),
    dispositif: values.place.slice(at + 1),
    title,
    description: values.description,
    category: values.category,
    certainty: values.certainty,
    noticedAt,
    ...(exercise && { exercise }),
  };
}

const fieldOf: Record<string, string> = { organisation: "place", dispositif: "place", noticedAt: "when" };

/** Mistakes that the command names, at the fields that people see. */
export const atFields = (errors: readonly { path: string; message: string }[]): FieldError[] =>
  errors.map(({ path, message }) => ({ path: fieldOf[path] ?? path, message }));
