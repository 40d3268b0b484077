import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { RuleRefused } from "../errors.ts";

type Attempt = { dossier: string; type: string; data: Record<string, unknown>; by: Caller; at: Date };

/**
 * Keeps an event that was refused: who tried what, when, and by which article it was refused. It stands beside the
 * journal, not in it: a refusal changes no dossier, and must not make a colleague's revision stale.
 */
export async function recordRefusal(sql: Sql, attempt: Attempt, error: Error): Promise<void> {
  const { person, tenures } = attempt.by;
  const actor = {
    id: person.id,
    name: [person.givenName, person.name].filter(Boolean).join(" "),
    functions: tenures.map(({ function: role, organisation }) => `${role}@${organisation?.key ?? "console"}`),
  };
  const { rule = null, article = null } = error instanceof RuleRefused ? error.refusal : {};
  const reason = error instanceof RuleRefused ? "rule" : error instanceof Forbidden ? "right" : "stale";
  await sql.query(
    `insert into refusal (dossier_id, at, actor, type, data, reason, rule, article, because)
     values ($1, $2, $3::jsonb, $4, $5::jsonb, $6, $7, $8, $9)`,
    [
      attempt.dossier,
      attempt.at.toISOString(),
      JSON.stringify(actor),
      attempt.type,
      JSON.stringify(attempt.data),
      reason,
      rule,
      article,
      error.message,
    ],
  );
}
