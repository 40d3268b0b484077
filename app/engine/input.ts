import type { z } from "zod";

/** Input that cannot be taken, field by field, in French sentences (422 with `errors`). */
export class InputRefused extends Error {
  constructor(readonly errors: { path: string; message: string }[]) {
    super(errors[0]?.message ?? "Saisie refusée.");
  }
}

/** No form and no command of the console goes this deep; a tower of brackets would. */
const DEEPEST = 32;

/**
 * Refuses what PostgreSQL cannot keep (U+0000) or would silently change under the hash of the journal (half of a
 * surrogate pair), wherever it hides.
 * @throws InputRefused
 */
export function refuseUnwritable(value: unknown): void {
  const waiting: { value: unknown; path: string[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: here, path } = next;
    if (path.length > DEEPEST) throw new InputRefused([{ path: path[0] ?? "", message: "Trop imbriqué." }]);
    if (typeof here === "string" && !writable(here))
      throw new InputRefused([{ path: path.join("."), message: "Ce texte contient un caractère interdit." }]);
    if (typeof here !== "object" || here === null) continue;
    for (const [key, inner] of Object.entries(here)) {
      if (!writable(key))
        throw new InputRefused([{ path: path.join("."), message: "Nom de champ interdit." }]);
      waiting.push({ value: inner, path: [...path, key] });
    }
  }
}

const writable = (text: string) => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** @throws InputRefused */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  refuseUnwritable(value);
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
