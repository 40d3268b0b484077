import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";

/** « Article 6.1 »; a choice of the console says so. */
const articleName = (article: string) =>
  /^\d/.test(article) ? `Article ${article}` : article.replace(/^./, (c) => c.toUpperCase());

/** The rule behind what is shown, in the convention's words; null when it has no such rule. */
export function reasonFor(
  { rules, dispositif }: Convention,
  { rule, article }: { rule: string; article: string },
): Reason | null {
  const known = rules.find(({ id }) => id === rule);
  if (!known) return null;
  return {
    statement: known.statement,
    rule,
    article: articleName(article),
    to: `${paths.conventions}/${dispositif.key}#regle-${rule}`,
  };
}
