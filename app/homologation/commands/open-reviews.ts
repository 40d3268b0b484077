import { dispatch } from "#app/engine/dispatch.ts";
import { Conflict, RuleRefused } from "#app/engine/errors.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Cause } from "#machines/homologation/v1/events.ts";
import { causesSql } from "./causes.sql.ts";

const watch = { kind: "system" as const, id: "homologation", name: "Veille des homologations" };
type Row = { homologation: string; causes: Cause[] };

/** How far back a turn looks: far more than any transaction lasts. A full look needs no bound. */
const RECENT_MS = 15 * 60_000;

/**
 * Opens the reviews that what happened calls for: an articulation, an operator, a serious incident or crisis, a RETEX
 * action, an application of the whitelist. The rows it reads are the dossiers themselves, already committed by who
 * changed them; what it writes names each cause, and a cause counts once in a homologation. So a crash before or
 * after changes nothing: the next turn finds what is missing, and only that. Who opens a crisis never waits for sixty
 * homologations, and none of them can refuse it.
 * @param everything at start and every hour; otherwise only what moved lately.
 * @returns how many homologations were told.
 */
export async function openReviews(db: Database, now: Date, everything = true): Promise<number> {
  const since = everything ? null : new Date(now.getTime() - RECENT_MS).toISOString();
  const rows = await db.query<Row>(causesSql, [since]);
  let told = 0;
  for (const { homologation, causes } of rows)
    try {
      await dispatch(db, {
        dossier: homologation,
        type: "review.triggered",
        data: { causes: causes.slice(0, 100) },
        by: watch,
        at: now,
      });
      told += 1;
    } catch (error) {
      // Someone else's turn wrote it, or it ended meanwhile: the next turn looks again.
      if (!(error instanceof Conflict) && !(error instanceof RuleRefused)) throw error;
    }
  return told;
}
