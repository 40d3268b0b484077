import type { Sql } from "#app/platform/database/database.ts";

/** Addresses of the players of an exercise: whom it may reach, as the trigger of `delivery` has it. */
export async function addressesOfPlayers(sql: Sql, exercise: string): Promise<string[]> {
  const rows = await sql.query<{ email: string }>(
    `select p.email from dossier e cross join jsonb_array_elements(e.context->'players') one
       join person p on p.id = (one->>'id')::uuid
      where e.id = $1 and e.kind = 'exercise' and p.email is not null`,
    [exercise],
  );
  return rows.map(({ email }) => email);
}

/**
 * SQL condition for `dossier d`: it is in earnest, or of an exercise that goes on and in which that person plays or
 * which they conduct. Pages that tell people what awaits them ask it, so that nobody else is bothered.
 * @param person SQL of the person's id, as text.
 */
export const concernsSql = (person: string) => `(d.exercise_id is null or exists (
    select 1 from dossier e where e.id = d.exercise_id and e.kind = 'exercise' and e.state in ('prepared', 'running', 'paused')
      and (coalesce(e.context->'players', '[]') || coalesce(e.context->'animators', '[]'))
        @> jsonb_build_array(jsonb_build_object('id', ${person}::text))))`;
