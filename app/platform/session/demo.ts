import type { Database, Sql } from "../database/database.ts";
import { openSession } from "./open-session.ts";

/** One line of the picker: a demo person, a function, a place, and the dispositif that it belongs to. */
export type DemoPerson = {
  id: string;
  name: string;
  function: string | null;
  organisation: string | null;
  dispositif: string | null;
};

/** Demo people, those of one dispositif together. */
export function demoPeople(db: Sql, now: Date): Promise<DemoPerson[]> {
  return db.query<DemoPerson>(
    `select distinct on (p.id) p.id, coalesce(p.given_name || ' ', '') || p.name as name,
       t.function, o.name as organisation, d.name as dispositif
     from person p
       left join tenure t on t.person_id = p.id and t."from" <= $1 and (t.until is null or t.until > $1)
       left join organisation o on o.id = t.organisation_id
       left join coverage c on c.organisation_id = o.id
       left join dispositif d on d.id = c.dispositif_id
     where p.demo and p.closed_at is null
     order by p.id, t.rank, d.name`,
    [now],
  );
}

/**
 * Opens a session as a demo person; only routes under TOCSIN_DEMO=1 call it.
 * @returns the session's secret, or null when that is no demo person.
 */
export async function signInDemo(db: Database, personId: string, userAgent: string | null, now: Date) {
  const [person] = await db.query<{ id: string }>(
    "select id from person where id::text = $1 and demo and closed_at is null",
    [personId],
  );
  return person ? openSession(db, { personId: person.id, method: "demo", userAgent, now }) : null;
}
