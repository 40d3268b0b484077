import { RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { messageAct } from "#app/messages/communication-act.ts";
import { Forbidden } from "#app/platform/caller.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { articleName } from "./cited.ts";

/** Names of the command, and the fields that people see. */
const fields: Record<string, string> = { organisation: "perimeter", from: "topic", dispositif: "topic" };

/** What keeping a draft came to: done, or what is wrong at which field; nothing typed is lost. */
export async function kept<T>(work: () => Promise<T>): Promise<{ done: T } | { errors: FieldError[] }> {
  try {
    return { done: await work() };
  } catch (error) {
    if (error instanceof InputRefused)
      return {
        errors: error.errors.map(({ path, message }) => ({
          path: fieldOf(path),
          message: sentence(message),
        })),
      };
    if (error instanceof RuleRefused) {
      const { because, article } = error.refusal;
      return { errors: [{ path: "topic", message: `${because} (${articleName(article).toLowerCase()})` }] };
    }
    if (error instanceof Forbidden) return { errors: [{ path: "topic", message: messageAct.forbidden }] };
    if (error instanceof ReceiptReused) return { errors: [{ path: "title", message: error.message }] };
    throw error;
  }
}

/** « profiles.0 » is the field of the profiles. */
function fieldOf(path: string): string {
  const name = path.split(".")[0] || "title";
  return fields[name] ?? name;
}
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
