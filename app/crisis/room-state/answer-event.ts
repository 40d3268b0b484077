import { sendEvent } from "#app/engine/command/send-event.ts";
import { conventionOf, readDossier } from "#app/engine/dossier.ts";
import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused, receiptFor } from "#app/engine/receipt.ts";
import { room as words } from "#app/messages/crisis-room.ts";
import { type Caller, Forbidden, mayOnDossier } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { paths } from "#app/ui/paths.ts";
import type { Answer, Body } from "./answer.ts";

/** The id of a crisis whose reference is said; null when there is none that the caller may read. */
export async function crisisIdOf(db: Sql, caller: Caller, ref: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>("select id from dossier where ref = $1 and kind = 'crisis'", [
    ref,
  ]);
  return row && (await mayOnDossier(db, caller.tenures, "dossier.read", row.id)) ? row.id : null;
}

/**
 * Sends an event of the room and says what became of it, refusals included.
 * @param key Idempotency-Key: the same one twice is one event.
 */
export async function answerEvent(
  { db, now, wake }: Pick<Context, "db" | "now" | "wake">,
  caller: Caller,
  id: string,
  body: Body,
  key?: string,
): Promise<Answer> {
  const receipt = key ? receiptFor(caller.person.id, key, { id, body }) : undefined;
  try {
    const { revision } = await sendEvent(db, caller, id, body, now(), receipt);
    wake?.();
    return { ok: { revision } };
  } catch (error) {
    return explained(db, id, error);
  }
}

async function explained(db: Database, id: string, error: unknown): Promise<Answer> {
  if (error instanceof InputRefused) return { invalid: error.errors };
  if (error instanceof ReceiptReused) return { invalid: [{ path: "", message: error.message }] };
  if (error instanceof Forbidden) return { refused: { because: words.refused.right, instead: [] } };
  if (error instanceof NotFound) return { refused: { because: words.refused.gone, instead: [] } };
  if (error instanceof Conflict) return { conflict: { revision: error.actual, because: error.message } };
  if (!(error instanceof RuleRefused)) throw error;
  const { rule, article, because, instead } = error.refusal;
  const convention = await conventionOf(db, (await readDossier(db, id)).convention_id);
  const known = convention.rules.find((one) => one.id === rule);
  return {
    refused: {
      because,
      rule,
      article,
      instead,
      ...(known && {
        statement: known.statement,
        to: `${paths.conventions}/${convention.dispositif.key}#regle-${rule}`,
      }),
    },
  };
}

/** HTTP status of an answer. */
export const statusOf = (answer: Answer) => ("ok" in answer ? 200 : "conflict" in answer ? 409 : 422);
