import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import type { Refusal } from "#machines/step.ts";

/** What a press came to, when it did not simply succeed: the page again, nothing typed lost. */
export type ActAnswer = {
  step: "form" | "preview";
  values: Record<string, string>;
  errors: FieldError[];
  /** What will follow, in plain words. */
  lines?: string[];
  refused?: Pick<Refusal, "because" | "rule" | "article" | "instead" | "texts">;
  conflict?: boolean;
};

/** Does the work; what an article, a schema or a newer revision refuses comes back as words beside the form. */
export async function answering<T>(
  { values, fieldOf = {} }: { values: Record<string, string>; fieldOf?: Record<string, string> },
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  const form = { step: "form" as const, values, errors: [] as FieldError[] };
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused)
      return {
        ...form,
        errors: error.errors.map(({ path, message }) => ({ path: fieldNamed(path, fieldOf), message })),
      };
    if (error instanceof RuleRefused) {
      const { because, rule, article, instead, texts } = error.refusal;
      return { ...form, refused: { because, rule, article, instead, ...(texts && { texts }) } };
    }
    if (error instanceof Conflict) return { ...form, conflict: true };
    if (error instanceof Forbidden || error instanceof ReceiptReused || error instanceof NotFound)
      return { ...form, errors: [{ path: "", message: error.message }] };
    throw error;
  }
}

const fieldNamed = (path: string, fieldOf: Record<string, string>) => {
  const found = Object.entries(fieldOf).find(([start]) => path === start || path.startsWith(`${start}.`));
  return found?.[1] ?? path.split(".").at(-1) ?? "";
};
