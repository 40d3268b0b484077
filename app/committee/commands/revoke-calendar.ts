import type { Sql } from "#app/platform/database/database.ts";

/** Shuts the link of a person for good; pressed twice, it stays shut. */
export async function revokeCalendar(db: Sql, person: string, now: Date): Promise<void> {
  await db.query(
    `update calendar_feed set revoked_at = $2, generation = generation + 1 where person_id = $1 and revoked_at is null`,
    [person, now.toISOString()],
  );
}
