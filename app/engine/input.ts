import type { z } from "zod";

/** Input that cannot be taken, field by field, in French sentences (422 with `errors`). */
export class InputRefused extends Error {
  constructor(readonly errors: { path: string; message: string }[]) {
    super(errors[0]?.message ?? "Saisie refusée.");
  }
}

/** @throws InputRefused */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true, error: inFrench });
  if (parsed.success) return parsed.data;
  throw new InputRefused(
    parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
  );
}

const types: Record<string, string> = {
  string: "du texte",
  number: "un nombre",
  boolean: "oui ou non",
  array: "une liste",
  object: "un objet",
};

function inFrench(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type")
    return issue.input === undefined
      ? "Ce champ manque."
      : `Attendu : ${types[issue.expected] ?? issue.expected}.`;
  if (issue.code === "invalid_value") return `Attendu : ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "unrecognized_keys") return `Champ inconnu : ${issue.keys.join(", ")}.`;
  if (issue.code === "too_big") return `Trop long : ${issue.maximum} au plus.`;
  if (issue.code === "too_small") return `Trop court : ${issue.minimum} au moins.`;
  if (issue.code === "invalid_union") return "Aucune des formes attendues.";
  return undefined;
}
