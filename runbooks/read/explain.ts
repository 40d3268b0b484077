import type { z } from "zod";
import type { RunbookFinding } from "../problem.ts";

const types: Record<string, string> = {
  string: "un texte",
  number: "un nombre",
  int: "un nombre entier",
  object: "un bloc de clés",
  array: "une liste",
};

const quoted = (values: readonly unknown[]) => values.map((value) => `« ${String(value)} »`).join(", ");

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return types[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1 ? quoted(issue.values) : `l’un de ces mots : ${quoted(issue.values)}`;
    case "too_small":
    case "too_big": {
      const unit =
        issue.origin === "string" ? " caractère(s)" : issue.origin === "array" ? " élément(s)" : "";
      return issue.code === "too_small"
        ? `au moins ${issue.minimum}${unit}`
        : `au plus ${issue.maximum}${unit}`;
    }
    case "unrecognized_keys":
      return "seulement des clés connues";
    default:
      // Formats of the schema carry their own French words.
      return issue.message;
  }
}

function found(value: unknown): string {
  if (value === undefined) return "rien";
  if (Array.isArray(value)) return value.length === 0 ? "une liste vide" : `une liste de ${value.length}`;
  if (typeof value === "object") return "un bloc de clés";
  const text = String(value);
  return `« ${text.slice(0, 80)}${text.length > 80 ? "…" : ""} »${text.length > 80 ? ` (${text.length})` : ""}`;
}

/** Turns an issue of the schema into what an author understands; one finding for each unknown key. */
export function explainIssue(issue: z.core.$ZodIssue, data: unknown): RunbookFinding[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  const expected = expectation(issue);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...path, key],
      what: `la clé « ${key} » n’est pas connue`,
      expected,
    }));
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | null | undefined)?.[key],
    data,
  );
  const name = path.at(-1);
  const what =
    value === undefined && typeof name === "string" ? `il manque « ${name} »` : `on trouve ${found(value)}`;
  return [{ path, what, expected }];
}
