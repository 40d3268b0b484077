import type { YAMLError } from "yaml";
import type { z } from "zod";
import type { Finding } from "./problem.ts";

const types: Record<string, string> = {
  string: "un texte",
  number: "un nombre",
  int: "un nombre entier",
  boolean: "true ou false",
  object: "un bloc de clés",
  record: "un bloc de clés",
  array: "une liste",
  null: "rien",
};

/** Names a value as the author of the file would: « 3 », une liste, un bloc de clés. */
function found(value: unknown): string {
  if (value === null) return "rien";
  if (Array.isArray(value)) return value.length === 0 ? "une liste vide" : "une liste";
  if (typeof value === "object") return "un bloc de clés";
  if (typeof value === "string") return value === "" ? "un texte vide" : `le texte « ${value.slice(0, 80)} »`;
  return `« ${String(value)} »`;
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => `« ${String(value)} »`).join(", ");
}

function size(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const unit = issue.origin === "string" ? "caractère(s)" : issue.origin === "array" ? "élément(s)" : "";
  const bound = issue.code === "too_small" ? `au moins ${issue.minimum}` : `au plus ${issue.maximum}`;
  return `${bound} ${unit}`.trim();
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return types[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1 ? quoted(issue.values) : `l’un de ces mots : ${quoted(issue.values)}`;
    case "invalid_union":
      return "discriminator" in issue && "options" in issue && Array.isArray(issue.options)
        ? `l’un de ces mots : ${quoted(issue.options)}`
        : issue.message;
    case "too_small":
    case "too_big":
      return size(issue);
    default:
      // Formats and refinements of the schema carry their own French words.
      return issue.message;
  }
}

function within(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined | null)?.[key],
    value,
  );
}

/**
 * Turns an issue of zod into French findings: what was found, what was expected.
 * One finding for each unknown key, so that each is shown on its own line.
 */
export function explainIssue(issue: z.core.$ZodIssue, data: unknown): Finding[] {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `La clé « ${key} » n’est pas connue ici ; corrigez-la ou retirez-la.`,
    }));
  }
  const value = within(data, issue.path);
  const expected = expectation(issue);
  if (value === undefined) {
    return [{ path, message: `Il manque « ${String(path.at(-1) ?? "")} » ; on attend ${expected}.` }];
  }
  return [{ path, message: `On trouve ${found(value)} ; on attend ${expected}.` }];
}

const yamlMistakes: Partial<Record<YAMLError["code"], string>> = {
  ALIAS_PROPS: "Un alias ne peut pas porter d’étiquette.",
  BAD_ALIAS: "On trouve un alias incomplet ; une convention s’écrit sans alias.",
  BAD_DQ_ESCAPE: "On trouve une barre oblique inverse mal employée entre guillemets doubles.",
  BAD_INDENT: "L’indentation ne correspond à aucun niveau ouvert ; on attend celle des lignes voisines.",
  BLOCK_AS_IMPLICIT_KEY:
    "On trouve un bloc là où l’on attend une clé ; un « : » du texte demande des guillemets.",
  BLOCK_IN_FLOW: "On trouve un bloc entre accolades ou crochets ; on attend une écriture sur une ligne.",
  MISSING_CHAR: "Il manque un signe : un guillemet, une virgule, un crochet ou une accolade n’est pas fermé.",
  MULTILINE_IMPLICIT_KEY: "On trouve une clé écrite sur plusieurs lignes ; il manque sans doute « : ».",
  MULTIPLE_DOCS: "On trouve plusieurs documents ; on attend une seule convention par fichier.",
  RESOURCE_EXHAUSTION: "On trouve trop de niveaux imbriqués ; on attend une convention.",
  TAB_AS_INDENT: "On trouve une tabulation ; on attend des espaces.",
  TAG_RESOLVE_FAILED: "On trouve une étiquette de type ; une convention s’écrit sans étiquettes.",
  UNEXPECTED_TOKEN: "On trouve un signe inattendu ; on attend une clé, une valeur ou un tiret de liste.",
};

/** Says in French what is wrong with the YAML itself. */
export function explainYaml(error: YAMLError): string {
  return yamlMistakes[error.code] ?? `Ce n’est pas du YAML correct (${error.code}).`;
}
