import { Forbidden } from "#app/platform/caller.ts";
import type { Refusal } from "#machines/step.ts";
import { Conflict, NotFound, RuleRefused } from "../errors.ts";
import { InputRefused } from "../input.ts";
import { ReceiptReused } from "../receipt.ts";

/** What a press came to, when it did not simply succeed: the page again, nothing typed lost. */
export type ActAnswer = {
  step: "form" | "preview";
  values: Record<string, string>;
  errors: { path: string; message: string }[];
  /** What will follow, in plain words. */
  lines?: string[];
  refused?: Pick<Refusal, "because" | "rule" | "article" | "instead" | "texts">;
  conflict?: boolean;
};

/** HTTP status of such an answer: 409 for a newer revision, 422 for what is refused, 200 for a preview. */
export const statusOf = ({
  conflict,
  refused,
  errors,
}: {
  conflict?: unknown;
  refused?: unknown;
  errors: readonly unknown[];
}): number => (conflict ? 409 : refused || errors.length > 0 ? 422 : 200);

type Form = {
  values: Record<string, string>;
  /** Names of fields by the path of what the schema refuses. */
  fieldOf?: Record<string, string>;
  /** Which part of a path names a field that `fieldOf` does not: the last, or the first (0). */
  part?: 0 | -1;
  /** What the dossier has come to: the form goes on from it once it was read again. */
  revision?: number;
};

/** Does the work; what an article, a schema or a newer revision refuses comes back as words beside the form. */
export async function answering<T>(
  { values, fieldOf = {}, part = -1, revision }: Form,
  work: () => Promise<T>,
): Promise<T | ActAnswer> {
  const form = { step: "form" as const, values, errors: [] };
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputRefused) {
      const errors = error.errors.map(({ path, message }) => ({
        path: fieldNamed(path, fieldOf, part),
        message,
      }));
      return { ...form, errors };
    }
    if (error instanceof RuleRefused) {
      const { because, rule, article, instead, texts } = error.refusal;
      return { ...form, refused: { because, rule, article, instead, ...(texts && { texts }) } };
    }
    if (error instanceof Conflict) {
      const newer = revision === undefined ? values : { ...values, revision: String(revision) };
      return { ...form, values: newer, conflict: true };
    }
    if (error instanceof Forbidden || error instanceof ReceiptReused || error instanceof NotFound)
      return { ...form, errors: [{ path: "", message: error.message }] };
    throw error;
  }
}

const fieldNamed = (path: string, fieldOf: Record<string, string>, part: 0 | -1) => {
  const found = Object.entries(fieldOf).find(([start]) => path === start || path.startsWith(`${start}.`));
  return found?.[1] ?? path.split(".").at(part) ?? "";
};
