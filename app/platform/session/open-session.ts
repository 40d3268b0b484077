import type { Sql } from "../database/database.ts";
import { SESSION_HOURS } from "./cookie.ts";
import { digest, newSecret } from "./secret.ts";

/** How a session was opened. */
export type SessionMethod = "link" | "demo" | "oidc" | "passkey";

/**
 * Opens a session of 12 h.
 * @returns the secret for the cookie; the database keeps its hash alone.
 */
export async function openSession(
  db: Sql,
  {
    personId,
    method,
    userAgent,
    now,
  }: { personId: string; method: SessionMethod; userAgent: string | null; now: Date },
): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await db.query(
    `insert into session (id, person_id, method, user_agent, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [digest(secret), personId, method, userAgent?.slice(0, 200) ?? null, now, expiresAt],
  );
  return secret;
}
