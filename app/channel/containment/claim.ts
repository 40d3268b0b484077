import type { Sql } from "#app/platform/database/database.ts";
import type { Measure } from "#runbooks/schema/words.ts";

/** One account to block, one password to change, one message to take back. */
export type Contained = {
  id: string;
  dossier_id: string;
  dispositif_id: string;
  measure: Measure;
  target: string;
  attempts: number;
  turn: number;
  until: Date;
};
export type Outcome = Pick<Contained, "id" | "turn"> & {
  state: "done" | "failed" | "queued";
  detail: string | null;
  next: string | null;
};

/** A claim whose process died is taken over after this long; a call lasts less. */
const LEASE_SECONDS = 60;

/** Claims what is due. An exercise has none of these rows; should one ever be there, it is never claimed. */
export const claimContained = (sql: Sql, now: Date, most: number): Promise<Contained[]> =>
  sql.query<Contained>(
    `with due as (
       select c.id from containment c join dossier d on d.id = c.dossier_id and not d.exercise
        where (c.state = 'queued' and c.next_at <= $1::timestamptz)
           or (c.state = 'sending' and c.claimed_at < $1::timestamptz - make_interval(secs => ${LEASE_SECONDS}))
        order by c.next_at limit $2::int for update of c skip locked)
     update containment c set state = 'sending', claimed_at = $1::timestamptz, attempts = c.attempts + 1, turn = c.turn + 1
       from due where c.id = due.id
     returning c.id, c.dossier_id, c.dispositif_id, c.measure, c.target, c.attempts, c.turn, c.until`,
    [now.toISOString(), most],
  );

/** Writes an outcome; a claim that was taken over meanwhile writes nothing. */
export async function settleContained(sql: Sql, now: Date, outcome: Outcome): Promise<void> {
  await sql.query(
    `update containment set state = $3, detail = $4, next_at = coalesce($5::timestamptz, next_at),
            done_at = case when $3 = 'queued' then null else $6::timestamptz end
      where id = $1::uuid and turn = $2::int and state = 'sending'`,
    [outcome.id, outcome.turn, outcome.state, outcome.detail, outcome.next, now.toISOString()],
  );
}
