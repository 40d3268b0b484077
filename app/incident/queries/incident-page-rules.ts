import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";

/** Where a rule can be read, article and all. */
export const ruleLink = (convention: Convention, rule: string) =>
  `${paths.conventions}/${convention.dispositif.key}#regle-${rule}`;

type Cited = { rule: string; article: string };
type Known = { statement?: string | undefined; alert?: string; clock?: string };

/**
 * The « Pourquoi ? » of something that follows from a convention: the sentence of that very alert or clock, else
 * of the rule.
 */
export function reasonOf(convention: Convention, { rule, article }: Cited, known: Known = {}): Reason {
  const statement =
    known.statement ??
    convention.alerts.find((one) => one.key === known.alert)?.statement ??
    convention.clocks.find((one) => `clock-${one.key}` === known.clock)?.statement ??
    convention.rules.find((one) => one.id === rule)?.statement ??
    "";
  return { statement, rule, article: articleName(article), to: ruleLink(convention, rule) };
}

/** « Article 7 », but « RGPD 33 » and « choix de la console » as they are. */
export const articleName = (article: string) =>
  /^\d/.test(article) ? `Article ${article}` : article.charAt(0).toUpperCase() + article.slice(1);
