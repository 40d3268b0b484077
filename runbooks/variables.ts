import type { Template } from "./schema.ts";

const variable = /\{\{([a-z][a-z0-9_-]{0,40})\}\}/g;

/** The variables of a template in order of appearance, each once: what a form asks for before it is sent. */
export const variablesOf = ({ subject, body }: Pick<Template, "subject" | "body">): string[] => [
  ...new Set([...`${subject}\n${body}`.matchAll(variable)].map(([, name = ""]) => name)),
];

/** What looks like a variable without being one; `line` counts from 0 in the text. */
export const malformedIn = (text: string): { found: string; line: number }[] =>
  text.split("\n").flatMap((one, line) =>
    [...one.replace(variable, "").matchAll(/\{\{[^{}]{0,40}\}{0,2}|\}\}/g)].map(([found]) => ({
      found,
      line,
    })),
  );

/** Fills in a template. A variable without a value stays as it is written, so that it is seen before it is sent. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(variable, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
