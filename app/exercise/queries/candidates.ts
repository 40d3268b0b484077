import type { Sql } from "#app/platform/database/database.ts";

export type Candidate = {
  id: string;
  name: string;
  function: string;
  organisation: string;
  reachable: boolean;
};

/**
 * People of a dispositif who may take part: those already picked first, then those who match the words, else those
 * whom a crisis cell calls.
 */
export async function candidatesFor(
  sql: Sql,
  dispositif: string,
  { picked, words, now }: { picked: string[]; words: string; now: Date },
): Promise<Candidate[]> {
  const like = `%${words.trim().replace(/[%_\\]/g, "")}%`;
  return sql.query<Candidate>(
    `select * from (
       select distinct on (p.id) p.id, trim(coalesce(p.given_name, '') || ' ' || p.name) "name", t.function,
              o.name organisation, p.email is not null and p.mail_state <> 'invalid' reachable,
              p.id = any($2::uuid[]) picked
         from dispositif s join coverage c on c.dispositif_id = s.id join organisation o on o.id = c.organisation_id
         join tenure t on t.organisation_id = o.id join person p on p.id = t.person_id
        where s.key = $1 and p.closed_at is null and t."from" <= $4::timestamptz
          and (t.until is null or t.until > $4::timestamptz)
          and (p.id = any($2::uuid[]) or case when $3 = '%%'
            then t.function in ('rssi', 'recteur', 'dasen', 'dane', 'dpd', 'dsi', 'exploitant', 'elu')
            else p.name ilike $3 or coalesce(p.given_name, '') || ' ' || p.name ilike $3 or o.name ilike $3 or t.function ilike $3 end)
        order by p.id, t.rank, t.function) found
      order by picked desc, array_position(array['rssi', 'recteur', 'dane', 'dpd', 'exploitant', 'dsi', 'elu', 'dasen'], function),
               organisation, "name" limit 40`,
    [dispositif, picked, like, now.toISOString()],
  );
}
