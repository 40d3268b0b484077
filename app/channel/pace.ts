import type { Pace } from "#app/engine/outbox/channel.ts";
import type { Sql } from "#app/platform/database/database.ts";

// What has been let go is one instant: when its last message is due at this rate. A second's worth may leave at once.
// The clock is the database's, so that any number of processes keep one rate together.
const takeSql = `
  with mine as materialized (
    select id, greatest(paced_at, clock_timestamp()) tat, clock_timestamp() now from channel where id = $1::uuid for update
  ), room as (
    select id, tat, now, $2::float8 step, greatest($2::float8, 1) ahead,
           greatest(0, least($3::int, floor((extract(epoch from now - tat) + greatest($2::float8, 1)) / $2::float8 + 0.001)::int)) may
      from mine
  )
  update channel c set paced_at = r.tat + make_interval(secs => r.may * r.step)
    from room r where c.id = r.id
  returning r.may, greatest(0, ceil((extract(epoch from c.paced_at - r.now) + r.step - r.ahead) * 1000))::int wait`;

/**
 * Keeps a channel at a rate, over every process of the console.
 * @param perMinute messages a minute, more than 0.
 */
export function paceOf(sql: Sql, channel: string, perMinute: number): Pace {
  const step = 60 / perMinute;
  return {
    async take(most) {
      const [row] = await sql.query<{ may: number; wait: number }>(takeSql, [channel, step, most], true);
      return { may: row?.may ?? most, waitMs: row?.wait ?? 0 };
    },
    async giveBack(count) {
      await sql.query(
        "update channel set paced_at = paced_at - make_interval(secs => $2::float8) where id = $1::uuid",
        [channel, count * step],
      );
    },
  };
}
