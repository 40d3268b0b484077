import { audienceSql } from "#app/engine/audience/audience.sql.ts";
import type { Consequences } from "#app/engine/preview.ts";
import { only, Params } from "#app/engine/write/rows.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Convention } from "#conventions/schema.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import type { Actor } from "#machines/effects.ts";
import { newestMachine } from "#machines/registry.ts";
import type { Stored, World } from "#machines/step.ts";
import type { Runbook } from "#runbooks/schema.ts";

type Where = { dispositif: string; convention: Convention; runbook: Runbook; by: Actor; at: Date };

/**
 * How many the activation of that crisis would call to the cell and tell, were it qualified as it stands and
 * activated now: the machine's own steps, on a crisis that is not written.
 */
export async function atActivation(
  db: Database,
  { stepped }: Consequences,
  { dispositif, convention, runbook, by, at }: Where,
): Promise<{ called: number; told: number }> {
  const id = "00000000-0000-0000-0000-000000000000";
  const world: World = { convention, dossier: id, ref: "—", dispositif, content: runbook };
  const machine = newestMachine("crisis");
  const { facts } = stepped.context as unknown as CrisisContext;
  const instant = at.toISOString();
  const take = (stored: Stored, type: string, data: Record<string, unknown>) =>
    machine.step(stored, { type, data, at: instant, by }, world);
  const qualified = take(stepped, "crisis.qualified", {
    severity: "major",
    perimeter: facts.perimeter,
    personalData: facts.personalData ?? false,
    reason: "—",
  });
  const active = take(qualified, "crisis.activated", {
    criteria: runbook.activation.map(({ key }) => key),
    unapproved: "—",
  });
  const counts = { called: 0, told: 0 };
  for (const alert of only(active.effects, "alert")) {
    const p = new Params();
    const audience = audienceSql(p, alert, {
      dispositif: `${p.add(dispositif)}::uuid`,
      now: `${p.add(instant)}::timestamptz`,
    });
    const [row] = await db.query<{ n: number }>(
      `with ${audience} select count(*)::int n from audience where address is not null`,
      p.values,
    );
    counts[alert.template === "cell-call" ? "called" : "told"] += row?.n ?? 0;
  }
  return counts;
}
