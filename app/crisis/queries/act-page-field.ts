import type { Database } from "#app/platform/database/database.ts";
import type { Choice } from "#app/ui/form/choice-cards.tsx";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { ActPage } from "./act-page.ts";

/** What was typed, field by field; several boxes of one name are joined by a space. */
export type ActValues = Record<string, string>;

/** A question of a form, or something to read before answering: plain data, so that a form can stand anywhere. */
export type ActField =
  | { as: "text"; name: string; label: string; hint?: string; rows?: number; required?: boolean }
  | {
      as: "cards";
      name: string;
      legend: string;
      hint?: string;
      choices: Choice[];
      layout?: "list" | "tiles" | "thirds";
    }
  | { as: "ticks"; name: string; legend: string; hint?: string; choices: Choice[] }
  | { as: "kept"; name: string }
  | { as: "told"; text: string }
  | { as: "facts"; facts: { name: string; value: string }[] }
  /** Other starting points of the same form, by their addresses. */
  | { as: "ways"; legend: string; ways: (Choice & { to: string; current: boolean })[] };

export type ReadEvent = {
  data: Record<string, unknown>;
  errors: FieldError[];
  /** What was understood of it: shown again instead of what was typed. */
  values?: ActValues;
};
/** Where a form is made and read. `now`: the instant of the request, as the dossier's own clock tells it. */
export type Asked = { db: Database; page: ActPage; now: Date };

/** One act's form. */
export type ActForm = {
  /** What is known already, and what the address asks for. */
  start?(asked: Asked, search: URLSearchParams): ActValues;
  fields(asked: Asked, values: ActValues): ActField[] | Promise<ActField[]>;
  /** The event that was typed, and what is wrong with it in the words of the form. */
  read(asked: Asked, values: ActValues): ReadEvent | Promise<ReadEvent>;
  /** Why there is nothing to do, known before anything is typed. */
  nothing?(page: ActPage): string | null;
};

/** Collects what is wrong, field by field. */
export function mistakes() {
  const errors: FieldError[] = [];
  return { errors, wrong: (path: string, message: string) => errors.push({ path, message }) };
}

/** A text that is sent only where something was typed. */
export const given = (values: ActValues, name: string, as = name) =>
  values[name] ? { [as]: values[name] } : {};

export const listOf = (value: string | undefined) => (value ?? "").split(" ").filter(Boolean);
