import type { Sql } from "#app/platform/database/database.ts";

/** Whoever looks at a crisis, or did within the hour; `seenAt` ISO 8601, UTC. */
export type Presence = { id: string; name: string; seenAt: string };

const REMEMBERED_MS = 60 * 60_000;

/** Who looked at that crisis within the hour, the latest first. */
export async function presenceIn(sql: Sql, dossier: string, now: Date): Promise<Presence[]> {
  const rows = await sql.query<{ id: string; name: string; seen_at: Date | string }>(
    `select person_id id, name, seen_at from presence
     where dossier_id = $1 and seen_at > $2 order by seen_at desc limit 200`,
    [dossier, new Date(now.getTime() - REMEMBERED_MS).toISOString()],
  );
  return rows.map(({ id, name, seen_at }) => ({ id, name, seenAt: new Date(seen_at).toISOString() }));
}

/** Notes that somebody looks at that crisis now. */
export async function markPresent(
  sql: Sql,
  dossier: string,
  person: { id: string; name: string },
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into presence (dossier_id, person_id, name, seen_at) values ($1, $2, $3, $4)
     on conflict (dossier_id, person_id) do update set seen_at = excluded.seen_at, name = excluded.name`,
    [dossier, person.id, person.name, now.toISOString()],
  );
}
