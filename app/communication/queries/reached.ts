import { schoolsSql } from "#app/engine/audience/audience.sql.ts";
import { Params } from "#app/engine/write/rows.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Draft } from "#machines/communication/v1/facts.ts";
import type { Scope } from "#machines/effects.ts";

/** Who gets a message: schools and people by profile, as the directory counts them; counts by département. */
export type Reached = {
  schools: number;
  /** Schools whose people are not counted for a profile: the number is a floor. */
  profiles: { profile: string; people: number; uncounted: number }[];
  departements: { departement: string | null; schools: number; people: number }[];
  /** Few enough schools are named, each with its people. */
  named: { name: string; uai: string | null; people: number | null }[];
};

/** Named one by one up to here; beyond, tiles. */
const NAMED = 50;

/** Whom an audience reaches now, in one statement whatever its size. */
export async function reached(
  sql: Sql,
  dispositif: string,
  { profiles, scope }: { profiles: string[]; scope: Scope },
): Promise<Reached> {
  const p = new Params();
  const schools = schoolsSql(p, scope, `${p.add(dispositif)}::uuid`);
  const [row] = await sql.query<Reached>(
    `with school as materialized (${schools}),
     wanted as (select unnest(${p.add(profiles)}::text[]) profile),
     counted as materialized (
       select s.id, w.profile, h.people from school s cross join wanted w
         left join headcount h on h.organisation_id = s.id and h.profile = w.profile),
     place as (
       select o.departement, count(distinct s.id)::int schools, coalesce(sum(c.people), 0)::int people
         from school s join organisation o on o.id = s.id left join counted c on c.id = s.id group by 1)
     select (select count(*)::int from school) schools,
       (select coalesce(json_agg(x), '[]') from (select profile, coalesce(sum(people), 0)::int people,
          (count(*) filter (where people is null))::int uncounted from counted group by profile) x) profiles,
       (select coalesce(json_agg(y order by y.departement nulls last), '[]') from place y) departements,
       (select coalesce(json_agg(z order by z.name), '[]') from (
          select s.name, s.uai, (select sum(c.people)::int from counted c where c.id = s.id) people from school s
           where (select count(*) from school) <= ${NAMED}) z) named`,
    p.values,
  );
  return row ?? { schools: 0, profiles: [], departements: [], named: [] };
}

/** How many people in all; null where the directory counts none of them. */
export async function peopleOf(
  sql: Sql,
  dispositif: string,
  audience: Draft["audience"],
): Promise<number | null> {
  const { profiles } = await reached(sql, dispositif, audience as { profiles: string[]; scope: Scope });
  const people = profiles.reduce((sum, one) => sum + one.people, 0);
  return people > 0 ? people : null;
}

/** How many schools a perimeter holds. */
export async function countSchools(sql: Sql, dispositif: string, scope: Scope): Promise<number> {
  const p = new Params();
  const schools = schoolsSql(p, scope, `${p.add(dispositif)}::uuid`);
  const [row] = await sql.query<{ n: number }>(`select count(*)::int n from (${schools}) s`, p.values);
  return row?.n ?? 0;
}
