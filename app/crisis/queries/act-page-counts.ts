import { schoolsSql } from "#app/engine/audience/audience.sql.ts";
import { Params } from "#app/engine/write/rows.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Scope } from "#machines/effects.ts";

/** How many schools a perimeter holds: a message to their communities is one sending a school and profile. */
export async function countSchools(sql: Sql, dispositif: string, scope: Scope): Promise<number> {
  const p = new Params();
  const schools = schoolsSql(p, scope, `${p.add(dispositif)}::uuid`);
  const [row] = await sql.query<{ n: number }>(`select count(*)::int n from (${schools}) s`, p.values);
  return row?.n ?? 0;
}

type State = "queued" | "held" | "released";
const where: Record<State, string> = {
  queued: "state = 'queued'",
  held: "state = 'held' and held->>'decision' is null",
  released: "state = 'held' and held->>'decision' = 'release'",
};

/** Messages to the community on these channels, by channel; none asked of means all of them. */
export async function countCommunity(
  sql: Sql,
  dispositif: string,
  state: State,
  { channels, notice, exercise }: { channels?: string[]; notice?: string; exercise: string | null },
): Promise<Map<string, number>> {
  const rows = await sql.query<{ channel: string; n: number }>(
    `select channel, count(*)::int n from delivery
      where dispositif_id = $1 and audience = 'community' and ${where[state]}
        and ($2::text[] is null or channel = any($2)) and ($3::text is null or notice_id::text = $3)
        and exists (select 1 from dossier s where s.id = dossier_id and s.exercise_id is not distinct from $4::uuid)
      group by channel order by channel`,
    [dispositif, channels ?? null, notice ?? null, exercise],
  );
  return new Map(rows.map(({ channel, n }) => [channel, n]));
}
