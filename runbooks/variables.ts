import type { Template } from "./schema.ts";

const variable = /\{\{([a-z][a-z0-9_-]{0,40})\}\}/g;

/** The variables of a template in order of appearance, each once, and what looks like one without being one. */
export function variablesOf({ subject, body }: Pick<Template, "subject" | "body">) {
  const text = `${subject}\n${body}`;
  const names = [...new Set([...text.matchAll(variable)].map(([, name = ""]) => name))];
  const malformed = [...text.replace(variable, "").matchAll(/\{\{[^\n{}]{0,40}\}{0,2}|\}\}/g)].map(
    ([found]) => found,
  );
  return { names, malformed };
}

/** Fills in a template. A variable without a value stays as it is written, so that it is seen before it is sent. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(variable, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
