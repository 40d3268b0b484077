import type { Sql } from "#app/platform/database/database.ts";

/** Opens the link of a person, or makes another in its place: the one before opens nothing any more. */
export async function renewCalendar(db: Sql, person: string, now: Date): Promise<void> {
  await db.query(
    `insert into calendar_feed (person_id, opened_at) values ($1, $2)
     on conflict (person_id) do update set generation = calendar_feed.generation + 1, opened_at = excluded.opened_at,
       revoked_at = null, read_at = null`,
    [person, now.toISOString()],
  );
}
