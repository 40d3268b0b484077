import type { Sql } from "#app/platform/database/database.ts";
import type { Tested } from "../connectors/open-channel.ts";
import type { TestReport } from "../queries/find-channel.ts";

/**
 * What the last use or test showed of a channel.
 * @param detail why it fails; null when it works. Never a password, never a person's name.
 */
export async function recordHealth(sql: Sql, id: string, detail: string | null, now: Date): Promise<void> {
  await sql.query(
    "update channel set health = $2, health_detail = $3, checked_at = $4::timestamptz where id = $1::uuid",
    [id, detail === null ? "ok" : "failing", detail?.slice(0, 300) ?? null, now.toISOString()],
  );
}

/** What the last test tried and found, for whoever looks at the channel later. */
export async function recordTest(sql: Sql, id: string, tested: Tested, now: Date): Promise<void> {
  const report: TestReport = { at: now.toISOString(), ...tested };
  await sql.query("update channel set test_report = $2::jsonb where id = $1::uuid", [
    id,
    JSON.stringify(report),
  ]);
}
