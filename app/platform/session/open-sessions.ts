import type { Sql } from "../database/database.ts";

export type OpenSession = { id: string; userAgent: string | null; createdAt: Date; expiresAt: Date };

/** Sessions of a person that are open now, the newest first. */
export function openSessions(db: Sql, personId: string, now: Date): Promise<OpenSession[]> {
  return db.query<OpenSession>(
    `select id, user_agent as "userAgent", created_at as "createdAt", expires_at as "expiresAt" from session
     where person_id = $1 and revoked_at is null and expires_at > $2 order by created_at desc limit 50`,
    [personId, now],
  );
}

const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux"];
const BROWSERS = ["Edg", "Firefox", "Chrome", "Safari"];

/** « Firefox, Windows »: enough to recognise one's own device. */
export function deviceOf(userAgent: string | null): string | null {
  const found = [BROWSERS, SYSTEMS].map((names) => names.find((name) => userAgent?.includes(name)));
  return found.filter(Boolean).join(", ").replace("Edg", "Edge").replace("Macintosh", "Mac") || null;
}
