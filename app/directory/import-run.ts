import type { Database, Sql } from "../platform/database/database.ts";
import { rebuildCoverage } from "./coverage.ts";
import { type Report, saveRun } from "./report.ts";

/** One import at a time on one database, whatever the number of processes. */
const IMPORT_LOCK = 7_264_002;

class DryRun extends Error {}

/**
 * Applies what was read, rebuilds what the dispositifs cover and keeps the run, all in one transaction:
 * an error, or a dry run, leaves nothing.
 */
export async function applyImport(
  db: Database,
  { report, hash, now }: { report: Report; hash: string; now: Date },
  apply: (sql: Sql) => Promise<void>,
): Promise<Report> {
  const started = performance.now();
  try {
    await db.transaction(async (sql) => {
      await sql.query(`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
      await apply(sql);
      await rebuildCoverage(sql);
      if (report.dryRun) throw new DryRun();
      await saveRun(
        sql,
        report,
        hash,
        now,
        new Date(now.getTime() + Math.round(performance.now() - started)),
      );
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return report;
}
