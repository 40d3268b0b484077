import type { Context } from "../context.ts";
import type { Database, Sql } from "../database/database.ts";
import type { Env } from "../env.ts";
import { openSession } from "./open-session.ts";
import { createSignInLink, spendSignInLink } from "./sign-in-link.ts";

/** Printed at start, read when somebody comes to it: longer than a link asked for by a person who waits. */
const MINUTES = 24 * 60;
/** Two links, two people, one first administrator. */
const LOCK = 7_264_002;

async function hasAdmin(db: Sql, now: Date) {
  const [found] = await db.query(
    `select 1 from tenure t join person p on p.id = t.person_id
     where t.function = 'administrateur' and t."from" <= $1 and (t.until is null or t.until > $1)
       and p.closed_at is null limit 1`,
    [now],
  );
  return Boolean(found);
}

/**
 * The link that makes the first administrator, for the console's operator to open.
 * @returns its address, or null when there is an administrator.
 */
export async function firstAdminLink(
  db: Database,
  env: Pick<Env, "publicUrl">,
  now: Date,
): Promise<string | null> {
  if (await hasAdmin(db, now)) return null;
  return `${env.publicUrl}/connexion/${await createSignInLink(db, null, now, MINUTES)}`;
}

/**
 * Makes the bearer of the link administrator and signs them in.
 * @returns the session's secret, or null when the link does not serve or there is an administrator already.
 */
export async function makeFirstAdmin(
  { db, now }: Pick<Context, "db" | "now">,
  secret: string,
  { name, email, userAgent }: { name: string; email: string; userAgent: string | null },
): Promise<string | null> {
  const at = now();
  return db.transaction(async (sql) => {
    await sql.query("select pg_advisory_xact_lock($1::bigint)", [LOCK]);
    if (await hasAdmin(sql, at)) return null;
    const link = await spendSignInLink(sql, secret, at);
    if (!link || link.personId) return null;
    // The directory may hold the address already: the same person, under the name that it knows.
    const [person] = await sql.query<{ id: string }>(
      `insert into person (email, name) values ($1, $2)
       on conflict (email) do update set closed_at = null returning id`,
      [email.toLowerCase(), name],
    );
    if (!person) return null;
    await sql.query(`insert into tenure (person_id, function, "from") values ($1, 'administrateur', $2)`, [
      person.id,
      at,
    ]);
    return openSession(sql, { personId: person.id, method: "link", userAgent, now: at });
  });
}
