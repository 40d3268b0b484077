import type { Caller } from "../caller.ts";
import type { Sql } from "../database/database.ts";
import { digest } from "../session/secret.ts";

const QUERY = `
  select p.id, p.name, p.given_name as "givenName", a.function,
         case when o.id is null then null else json_build_object('id', o.id, 'key', o.key, 'kind', o.kind, 'name', o.name)
         end as organisation
    from api_token a join person p on p.id = a.person_id left join organisation o on o.id = a.organisation_id
   where a.id = $1 and a.revoked_at is null and (a.expires_at is null or a.expires_at > $2)
     and p.closed_at is null and exists (
       select 1 from tenure t where t.person_id = p.id and t.function = a.function
         and t.organisation_id is not distinct from a.organisation_id
         and t."from" <= $2 and (t."until" is null or t."until" > $2))
   limit 1`;

/**
 * Who calls with that token: the person in the token's one function, whatever else they hold.
 * @returns null when it was never made, has expired or was revoked, or the function is no longer held.
 */
export async function callerOfToken(db: Sql, secret: string, now: Date): Promise<Caller | null> {
  const [row] = await db.query<Caller["person"] & Caller["tenures"][number]>(
    QUERY,
    [digest(secret), now],
    true,
  );
  if (!row) return null;
  const { id, name, givenName, organisation, function: held } = row;
  return { person: { id, name, givenName }, tenures: [{ function: held, organisation, person: id }] };
}
