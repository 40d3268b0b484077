import type { Sql } from "../platform/database/database.ts";
import type { MailState } from "./mail-state.ts";

/** Somebody who holds a function now; rank 0 is the holder, 1… the substitutes in order. */
export type Holder = {
  organisationId: string;
  function: string;
  rank: number;
  personId: string;
  name: string;
  givenName: string | null;
  email: string | null;
  mailState: MailState;
  phone: string | null;
};

/**
 * Who holds these functions in these organisations, holders before substitutes; closed people are nobody.
 * @param functions all when left out.
 * @param at the moment asked about; the database's own when left out.
 */
export async function holdersOf(
  sql: Sql,
  organisationIds: string[],
  functions?: string[],
  at?: Date,
): Promise<Holder[]> {
  return sql.query<Holder>(
    `select t.organisation_id as "organisationId", t.function, t.rank, p.id as "personId", p.name,
       p.given_name as "givenName", p.email, p.mail_state as "mailState", p.phone
     from tenure t join person p on p.id = t.person_id
     where t.organisation_id = any($1::uuid[]) and ($2::text[] is null or t.function = any($2::text[]))
       and t."from" <= coalesce($3::timestamptz, now()) and (t.until is null or t.until > coalesce($3::timestamptz, now()))
       and p.closed_at is null
     order by t.organisation_id, t.function, t.rank, t."from", p.name, p.id`,
    [organisationIds, functions ?? null, at ?? null],
  );
}
