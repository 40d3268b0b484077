import type { Sql } from "#app/platform/database/database.ts";
import { type Draft, textsOf } from "#machines/communication/v1/facts.ts";
import type { Found } from "#machines/communication/v1/found.ts";
import type { Scope } from "#machines/effects.ts";
import { recipientVariablesIn } from "#machines/variables/check.ts";
import { missingValues } from "../variables/missing-values.ts";

/** How many schools have no value for which variable of a message; nothing is read where its texts have none. */
export async function lackingValues(
  sql: Sql,
  where: { dispositif: string; scope: Scope },
  draft: Pick<Draft, "title" | "short" | "long" | "sms">,
  now: Date,
): Promise<Found["lacking"]> {
  const texts = textsOf(draft);
  if (recipientVariablesIn(...texts).length === 0) return undefined;
  const { schools, missing } = await missingValues(sql, where, texts, now);
  return { schools, missing: missing.map(({ variable, count }) => ({ variable, count })) };
}
