import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";

/** « Article 5.3 », but « choix de la console » as it is. */
export const articleName = (article: string) =>
  /^\d/.test(article) ? `Article ${article}` : article.charAt(0).toUpperCase() + article.slice(1);

/**
 * The « Pourquoi ? » of what follows from a rule of the convention.
 * @param statement instead of the rule's own sentence.
 */
export function cited(
  convention: Convention,
  { rule, article }: { rule: string; article: string },
  statement?: string,
): Reason {
  const known = convention.rules.find(({ id }) => id === rule);
  return {
    statement: statement ?? known?.statement ?? "",
    rule,
    article: articleName(article),
    ...(known && { to: `${paths.conventions}/${convention.dispositif.key}#regle-${rule}` }),
  };
}
