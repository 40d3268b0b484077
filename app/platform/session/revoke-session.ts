import type { Sql } from "../database/database.ts";

/** Ends one session at once; the next request with its cookie is nobody's. */
export async function revokeSession(db: Sql, sessionId: string, now: Date) {
  await db.query("update session set revoked_at = $2 where id = $1 and revoked_at is null", [sessionId, now]);
}

/**
 * Ends every session of a person, save perhaps the one in use.
 * @returns how many were ended.
 */
export async function revokeSessionsOf(db: Sql, personId: string, now: Date, but = "") {
  const ended = await db.query(
    `update session set revoked_at = $2
     where person_id = $1 and revoked_at is null and expires_at > $2 and id <> $3 returning id`,
    [personId, now, but],
  );
  return ended.length;
}

/** Forgets what has long ended: sessions after 30 days, links after one. The clock calls it daily. */
export async function forgetEndedSessions(db: Sql, now: Date) {
  await db.query("delete from session where expires_at < $1::timestamptz - interval '30 days'", [now]);
  await db.query("delete from sign_in_link where expires_at < $1::timestamptz - interval '1 day'", [now]);
}
