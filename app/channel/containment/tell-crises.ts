import { dispatch } from "#app/engine/dispatch.ts";
import { receiptFor } from "#app/engine/receipt.ts";
import type { Database } from "#app/platform/database/database.ts";

const by = { kind: "system" as const, id: "containment", name: "Confinement" };

/** Measures of which nothing is left to do are written back to their crisis, once each, with what failed and why. */
export async function tellCrises(db: Database, now: Date): Promise<void> {
  const over = await db.query<{
    dossier: string;
    key: string;
    done: number;
    failed: number;
    reasons: string[];
  }>(
    `select dossier_id dossier, key, count(*) filter (where state = 'done')::int done,
            count(*) filter (where state = 'failed')::int failed,
            coalesce((array_agg(distinct detail) filter (where state = 'failed' and detail is not null))[1:5], '{}') reasons
       from containment where not told group by 1, 2
     having bool_and(state in ('done', 'failed')) limit 50`,
  );
  for (const { dossier, key, ...data } of over) {
    const receipt = receiptFor(by.id, `contained:${dossier}:${key}`, null);
    await dispatch(db, {
      dossier,
      type: "containment.executed",
      data: { key, ...data },
      by,
      at: now,
      receipt,
    });
    await db.query("update containment set told = true where dossier_id = $1::uuid and key = $2::uuid", [
      dossier,
      key,
    ]);
  }
}
