import type { Sql } from "../database/database.ts";
import { digest } from "../session/secret.ts";

/** Ends a token at once; the next request with it is nobody's. @returns whether there was one to end. */
export async function revokeToken(db: Sql, secret: string, now: Date): Promise<boolean> {
  const ended = await db.query(
    "update api_token set revoked_at = $2 where id = $1 and revoked_at is null returning id",
    [digest(secret), now],
  );
  return ended.length > 0;
}
