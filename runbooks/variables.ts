import type { Template } from "./schema.ts";

/** `{{nom}}`; `\{{nom}}` and `\{{` are braces that are to be read as they are. */
const variable = /\\(\{\{(?:[^{}\n]{0,60}\}\})?)|\{\{([a-z][A-Za-z0-9_-]{0,40})\}\}/g;

/** The variables of a template in order of appearance, each once: what a form asks for before it is sent. */
export const variablesOf = ({ subject, body }: Pick<Template, "subject" | "body">): string[] => [
  ...new Set([...`${subject}\n${body}`.matchAll(variable)].flatMap(([, , name]) => name ?? [])),
];

/** What looks like a variable without being one; `line` counts from 0 in the text. */
export const malformedIn = (text: string): { found: string; line: number }[] =>
  text.split("\n").flatMap((one, line) =>
    [...one.replace(variable, "").matchAll(/\{\{[^{}]{0,40}\}{0,2}|\}\}/g)].map(([found]) => ({
      found,
      line,
    })),
  );

const known = (values: Readonly<Record<string, string>>, name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;

/**
 * Fills in what is known so far. A variable without a value stays as it is written, so that it is seen before it is
 * sent; so do escaped braces, which `fillLast` reads.
 */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(variable, (whole, _, name: string | undefined) => known(values, name) ?? whole);

/** Fills in for good, one pass: braces within a value are text, escaped ones lose their backslash. */
export const fillLast = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(
    variable,
    (whole, escaped: string | undefined, name: string | undefined) => escaped ?? known(values, name) ?? whole,
  );
