import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { messageAct as words } from "#app/messages/communication-act.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { ActAnswer, ActRequest, Refused } from "./act-page.ts";
import { cited } from "./cited.ts";
import type { Message } from "./page.ts";
import { journalSince } from "./page-journal.ts";

/** Refusals become what the page shows; what was typed stays. */
export async function answering<T extends ActAnswer | null>(
  { db, page, values }: ActRequest,
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  const form = { step: "form" as const, values, errors: [] };
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused)
      return { ...form, errors: error.errors.map(({ path, message }) => ({ path: fieldOf(path), message })) };
    if (error instanceof ReceiptReused) return { ...form, errors: [{ path: "", message: error.message }] };
    if (error instanceof Forbidden || error instanceof NotFound)
      return { ...form, refused: { because: words.forbidden, reason: null, instead: [] } };
    if (error instanceof RuleRefused) return { ...form, refused: refusal(error, page) };
    if (error instanceof Conflict) {
      const lines = await journalSince(db, page.id, error.expected);
      const shown = page.held.has("journal.read") || page.mine ? lines : [];
      return {
        ...form,
        values: { ...values, revision: String(error.actual) },
        conflict: { revision: error.actual, count: error.actual - error.expected, lines: shown },
      };
    }
    throw error;
  }
}

/** « changes.long » is the field long; « subject » is the title. */
const fields: Record<string, string> = { subject: "title", body: "long" };
function fieldOf(path: string): string {
  const [first, second] = path.split(".");
  const name = first === "changes" && second ? second : (first ?? "");
  return fields[name] ?? name;
}

export function refusal(
  { refusal: { because, rule, article, instead } }: RuleRefused,
  page: Pick<Message, "convention">,
): Refused {
  const known = page.convention.rules.some(({ id }) => id === rule);
  return { because, instead, reason: known ? cited(page.convention, { rule, article }) : null };
}
