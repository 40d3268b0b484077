import type { Sql } from "../database/database.ts";

export const MOST_PEOPLE = 20;
export type FoundPerson = {
  id: string;
  name: string;
  email: string | null;
  functions: { function: string; organisation: string | null }[];
  open: number;
};

const person = `p.id, concat_ws(' ', p.given_name, p.name) as name, p.email,
  coalesce((select json_agg(json_build_object('function', t.function, 'organisation', o.name) order by t.rank, t.function)
    from tenure t left join organisation o on o.id = t.organisation_id
    where t.person_id = p.id and t."from" <= $1 and (t.until is null or t.until > $1)), '[]'::json) as functions,
  (select count(*) from session s where s.person_id = p.id and s.revoked_at is null and s.expires_at > $1) as open`;

/** People whose name or address holds every word, those signed in first; one more than shown tells that there are more. */
export function findPeople(sql: Sql, text: string, now: Date): Promise<FoundPerson[]> {
  const words = text.split(/\s+/).filter(Boolean).slice(0, 6);
  return sql.query<FoundPerson>(
    `select ${person} from person p
     where not exists (select 1 from unnest($2::text[]) w(word)
       where lower(concat_ws(' ', p.given_name, p.name, p.email)) not like '%' || lower(w.word) || '%')
     order by open desc, p.name, p.id limit ${MOST_PEOPLE + 1}`,
    [now, words.map((word) => word.replace(/[\\%_]/g, "\\$&"))],
  );
}

/** One of them; null when there is nobody of that id. */
export async function foundPerson(sql: Sql, id: string, now: Date): Promise<FoundPerson | null> {
  const [row] = await sql.query<FoundPerson>(`select ${person} from person p where p.id::text = $2`, [
    now,
    id,
  ]);
  return row ?? null;
}
