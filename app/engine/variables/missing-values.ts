import type { Sql } from "#app/platform/database/database.ts";
import type { Scope } from "#machines/effects.ts";
import { recipientVariablesIn } from "#machines/variables/check.ts";
import type { RecipientVariable } from "#machines/variables/known.ts";
import { schoolsSql } from "../audience/audience.sql.ts";
import { Params } from "../write/rows.ts";
import { valueSql } from "./values.sql.ts";

export type MissingValue = {
  variable: RecipientVariable;
  /** Schools without a value. */
  count: number;
  /** The first fifty of them, by name. */
  schools: { id: string; key: string; name: string }[];
};
/** `recipients`: schools that the message is for; `schools`: those that at least one variable leaves without a value. */
export type MissingValues = { recipients: number; schools: number; missing: MissingValue[] };

/** Schools listed by name for each variable; the count tells the rest. */
const LISTED = 50;

/**
 * Which schools have no value for which variable of these texts, before anything is sent: one statement, whatever
 * their number. Sent all the same, their message would be refused and a person told.
 * @param where dispositif (uuid) and the schools meant.
 */
export async function missingValues(
  sql: Sql,
  where: { dispositif: string; scope: Scope },
  texts: (string | undefined)[],
  now: Date,
): Promise<MissingValues> {
  const names = recipientVariablesIn(...texts);
  const p = new Params();
  const at = `${p.add(now.toISOString())}::timestamptz`;
  const schools = schoolsSql(p, where.scope, `${p.add(where.dispositif)}::uuid`);
  const pairs = names.map((name) => `('${name}', ${valueSql(name, at)})`).join(", ");
  const [row] = await sql.query<MissingValues>(
    `with recipient as materialized (${schools}),
     lacking as materialized (
       ${
         pairs
           ? `select r.id, r.key, r.name, v.variable, row_number() over (partition by v.variable order by r.name, r.key) rank
         from recipient r join organisation o on o.id = r.id
         cross join lateral (values ${pairs}) v(variable, value) where coalesce(trim(v.value), '') = ''`
           : "select null::uuid id, '' key, '' as name, '' variable, 0 rank where false"
       })
     select (select count(*)::int from recipient where ${at} is not null) recipients,
            (select count(distinct id)::int from lacking) schools,
            coalesce((select jsonb_agg(to_jsonb(one) order by one.variable) from (
              select variable, count(*)::int count, jsonb_agg(jsonb_build_object('id', id, 'key', key, 'name', name)
                order by rank) filter (where rank <= ${LISTED}) schools from lacking group by variable) one), '[]') missing`,
    p.values,
  );
  return row ?? { recipients: 0, schools: 0, missing: [] };
}
