import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";

/** « Article 7 », but « RGPD 33 » and « choix de la console » as they are. */
const articleName = (article: string) =>
  /^\d/.test(article) ? `Article ${article}` : article.charAt(0).toUpperCase() + article.slice(1);

/**
 * The « Pourquoi ? » of something that follows from a rule: its own statement where it has one, else the rule's in
 * the convention. A rule of the console itself (TOCSIN-…) is in no convention: it has no link.
 */
export function cited(
  convention: Convention,
  { rule, article }: { rule: string; article: string },
  statement?: string,
): Reason {
  const known = convention.rules.find(({ id }) => id === rule);
  const said = statement ?? known?.statement ?? "";
  return {
    statement: said,
    rule,
    article: articleName(article),
    ...(known && { to: `${paths.conventions}/${convention.dispositif.key}#regle-${rule}` }),
  };
}
