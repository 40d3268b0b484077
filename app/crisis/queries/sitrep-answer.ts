import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { sitrep } from "#app/messages/crisis-sitrep.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { paths } from "#app/ui/paths.ts";
import type { Reason } from "#app/ui/why.tsx";
import type { Convention } from "#conventions/schema.ts";

/** What a form is told when its event was not taken; what was typed stays. */
export type Refusal = {
  errors: FieldError[];
  refused?: { because: string; reason: Reason | null };
};

/**
 * Sends, or says why not.
 * @returns null when it is done.
 */
export async function unlessRefused(
  convention: Convention,
  work: () => Promise<unknown>,
): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof InputRefused)
      return {
        errors: error.errors.map(({ path, message }) => ({ path: path.split(".")[0] ?? "", message })),
      };
    if (error instanceof ReceiptReused) return { errors: [{ path: "", message: error.message }] };
    if (error instanceof Conflict) return { errors: [], refused: { because: sitrep.conflict, reason: null } };
    if (error instanceof Forbidden)
      return { errors: [], refused: { because: sitrep.forbidden, reason: null } };
    if (error instanceof RuleRefused) return { errors: [], refused: refusalOf(error, convention) };
    throw error;
  }
}

/** The rule and its article, with its sentence where the convention has one. */
function refusalOf({ refusal: { because, rule, article } }: RuleRefused, convention: Convention) {
  const known = convention.rules.find(({ id }) => id === rule);
  const to = `${paths.conventions}/${convention.dispositif.key}#regle-${rule}`;
  const reason: Reason = {
    statement: known?.statement ?? sitrep.ruleOf(rule.startsWith("TOCSIN")),
    rule,
    article: /^\d/.test(article) ? `Article ${article}` : article.charAt(0).toUpperCase() + article.slice(1),
    ...(known && { to }),
  };
  return { because, reason };
}
