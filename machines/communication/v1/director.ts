import { functionLabels } from "#conventions/labels.ts";
import { type Convention, directorsOf, type FunctionKey } from "#conventions/schema.ts";
import type { CommunicationContext } from "./context.ts";

export type DirectorNamed = { name: string; rule: string; article: string };

/**
 * Who is director of publication, as a function and an organisation (NAN-6, MBN-5.3-T2); null where the text names
 * nobody and the author neither.
 */
export function directorOf(
  { facts, author }: Pick<CommunicationContext, "facts" | "author">,
  convention: Convention,
): DirectorNamed | null {
  const named = facts.director;
  if (named)
    return {
      name: `${labelOf(named.function)}, ${named.organisation.name}`,
      rule: named.rule,
      article: named.article,
    };
  const row = directorsOf(convention).find((one) => one.for.some((kind) => kind === author.place.kind));
  if (!row) return null;
  const { rule, article } = row;
  const label = labelOf(row.function);
  // Held where the school is: one of each school or territory, so the function alone is true of all.
  return { name: row.at ? label : `${label}, ${author.place.name}`, rule, article };
}

const labelOf = (held: string) => functionLabels[held as FunctionKey] ?? held;
