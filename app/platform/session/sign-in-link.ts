import type { Database, Sql } from "../database/database.ts";
import { openSession } from "./open-session.ts";
import { digest, newSecret } from "./secret.ts";

export const LINK_MINUTES = 15;

/**
 * Makes a link that signs one person in, once, within 15 minutes.
 * @param personId null for the link that makes the first administrator.
 * @returns the secret that ends the link's path, `/connexion/<secret>`.
 */
export async function createSignInLink(
  db: Sql,
  personId: string | null,
  now: Date,
  minutes = LINK_MINUTES,
): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await db.query("insert into sign_in_link (id, person_id, expires_at, created_at) values ($1, $2, $3, $4)", [
    digest(secret),
    personId,
    expiresAt,
    now,
  ]);
  return secret;
}

/** What a link would do, without using it: scanners of mail open links, so opening must not sign in. */
export async function readSignInLink(db: Sql, secret: string, now: Date) {
  const [link] = await db.query<{ personId: string | null; name: string | null }>(
    `select l.person_id as "personId", coalesce(p.given_name || ' ', '') || p.name as name
     from sign_in_link l left join person p on p.id = l.person_id
     where l.id = $1 and l.used_at is null and l.expires_at > $2 and p.closed_at is null`,
    [digest(secret), now],
  );
  return link ?? null;
}

/**
 * Spends the link; of two presses at once only one gets it.
 * @returns whose it was, or null when it was used, has expired or never was.
 */
export async function spendSignInLink(db: Sql, secret: string, now: Date) {
  const [link] = await db.query<{ personId: string | null }>(
    `update sign_in_link set used_at = $2
     where id = $1 and used_at is null and expires_at > $2 returning person_id as "personId"`,
    [digest(secret), now],
  );
  return link ?? null;
}

/**
 * Signs in by link.
 * @returns the session's secret, or null when the link does not serve (any more).
 */
export async function signInByLink(db: Database, secret: string, userAgent: string | null, now: Date) {
  return db.transaction(async (sql) => {
    const link = await readSignInLink(sql, secret, now);
    // The link of the first administrator is not spent by a press that names nobody.
    if (!link?.personId) return null;
    const spent = await spendSignInLink(sql, secret, now);
    if (!spent?.personId) return null;
    return openSession(sql, { personId: spent.personId, method: "link", userAgent, now });
  });
}
