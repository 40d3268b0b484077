import type { Sql } from "../database/database.ts";
import { secretIn } from "./cookie.ts";
import { digest } from "./secret.ts";

/** A function held now, and where; no organisation for functions of the whole console. */
export type HeldFunction = {
  function: string;
  /** Who holds it (uuid): what is let by name is read through it. */
  person: string;
  rank: number;
  organisation: {
    id: string;
    key: string;
    name: string;
    kind: string;
    academie: string | null;
    departement: string | null;
    timezone: string;
  } | null;
};

/** Who is signed in, by which session and how. */
export type SignedIn = {
  sessionId: string;
  method: string;
  person: {
    id: string;
    name: string;
    givenName: string | null;
    email: string | null;
    phone: string | null;
    demo: boolean;
  };
  tenures: HeldFunction[];
};

const QUERY = `
  select s.id as "sessionId", s.method,
    json_build_object('id', p.id, 'name', p.name, 'givenName', p.given_name, 'email', p.email,
      'phone', p.phone, 'demo', p.demo) as person,
    coalesce((
      select json_agg(json_build_object('function', t.function, 'person', t.person_id, 'rank', t.rank, 'organisation',
        case when o.id is null then null else json_build_object('id', o.id, 'key', o.key, 'name', o.name,
          'kind', o.kind, 'academie', o.academie, 'departement', o.departement, 'timezone', o.timezone) end)
        order by t.rank, t.function)
      from tenure t left join organisation o on o.id = t.organisation_id
      where t.person_id = p.id and t."from" <= $2 and (t.until is null or t.until > $2)
    ), '[]'::json) as tenures
  from session s join person p on p.id = s.person_id
  where s.id = $1 and s.revoked_at is null and s.expires_at > $2 and p.closed_at is null`;

/**
 * The person whose session the request's cookie carries, with the functions held at `now`.
 * @param request anything with headers: the ws upgrade asks too.
 * @returns null when there is no session, or it has ended, was revoked, or the person left.
 */
export async function currentPerson(
  db: Sql,
  request: { headers: Headers | { cookie?: string | undefined } },
  now: Date = new Date(),
): Promise<SignedIn | null> {
  const { headers } = request;
  const secret = secretIn(headers instanceof Headers ? headers.get("cookie") : headers.cookie);
  if (!secret) return null;
  const [row] = await db.query<SignedIn>(QUERY, [digest(secret), now], true);
  return row ?? null;
}
