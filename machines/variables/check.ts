import { malformedIn, variablesOf } from "#runbooks/variables.ts";
import { isRecipientVariable, knownVariables, type RecipientVariable } from "./known.ts";
import { nearest } from "./nearest.ts";

export type VariableProblem = {
  /** unknown: a variable that nothing fills; braces: opened or closed without the other, or a name that is none. */
  kind: "unknown" | "braces";
  /** As it is written, braces included. */
  found: string;
  /** From 1, in the text where it stands. */
  line: number;
  /** The known variable that was probably meant. */
  nearest: string | null;
};

/**
 * What is wrong with the variables of a text, in order of its lines; `\{{` writes braces as they are. Pure.
 * @param also names that something else fills in (the fields of a form).
 */
export function variableProblems(text: string, also: readonly string[] = []): VariableProblem[] {
  const known = [...knownVariables, ...also];
  return text.split("\n").flatMap((one, n) => {
    const unknown = variablesOf({ subject: one, body: "" }).filter((name) => !known.includes(name));
    const braces = malformedIn(one).map(({ found }) => found);
    return [
      ...unknown.map((name) => ({ kind: "unknown" as const, found: `{{${name}}}`, name })),
      ...braces.map((found) => ({ kind: "braces" as const, found, name: found.replace(/[{}]/g, "") })),
    ].map(({ name, ...problem }) => ({ ...problem, line: n + 1, nearest: nearest(name, known) }));
  });
}

/** The variables of these texts whose value is each recipient's own. */
export const recipientVariablesIn = (...texts: (string | undefined)[]): RecipientVariable[] =>
  variablesOf({ subject: "", body: texts.filter(Boolean).join("\n") }).filter(isRecipientVariable);
