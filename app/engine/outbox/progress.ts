import type { Database, Sql } from "#app/platform/database/database.ts";
import { reportFailures } from "./record.ts";

/** What a provider may say of a message that left; a channel says which of these it can know (Connector.knows). */
export type Progress = "accepted" | "delivered" | "read" | "failed";
/** Of whom: a delivery of ours, or the provider's own identifier on a channel (of a dispositif, where two may meet). */
export type Of = { delivery: string } | { channel: string; providerId: string; dispositif?: string };
/** recorded: something new; known: nothing that was not known already; unknown: kept until its message is known. */
export type Recorded = "recorded" | "known" | "unknown";

const columns = { accepted: "accepted_at", delivered: "delivered_at", read: "read_at", failed: "failed_at" };

/** Each column keeps the earliest time given: twice and out of order come to the same (least is a semilattice). */
const recordSql = (what: Progress, of: string) => `
  with before as materialized (
    select id, ${columns[what]} known, delivered_at, read_at, failed_at from delivery where ${of} for update
  )
  update delivery d
     set ${columns[what]} = least(d.${columns[what]}, $1::timestamptz)
         ${what === "failed" ? ", failure = coalesce(d.failure, $2)" : ""},
         history = d.history || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
           'at', $3::text, 'state', '${what}', 'detail', $2::text)))
    from before b where d.id = b.id and (b.known is null or b.known > $1::timestamptz)
  returning d.id, b.known is null fresh, d.state, d.delivered_at is not null or d.read_at is not null reached`;

/**
 * Records what became of a message after it was sent. Nothing that the delivery record seals changes (outbox/record.ts:
 * state « sent », when, provider's identifier): the root in the journal goes on proving what left, and progress stands
 * beside it. A failure that comes late is an event of the dossier (`deliveries.failed`), so the journal proves that too.
 *
 * Monotone and idempotent: each state keeps its earliest time; read > delivered > failed > accepted (`progressOf`), so
 * reports in any order, any number of times, end the same. A failure after a proof of delivery calls nobody.
 * @param at when the provider says it was; never later than now.
 * @param detail in the provider's words, without an address or a person's name.
 */
export async function recordProgress(
  db: Database,
  of: Of,
  what: Progress,
  at: Date,
  detail?: string,
  now: Date = new Date(),
): Promise<Recorded> {
  const when = (at > now ? now : at).toISOString();
  const said = detail?.slice(0, 300) || null;
  const rows = await write(db, of, what, when, said);
  if (rows.length > 0) {
    // Before our own write says « sent », nothing has failed late: the sweep of forgotten ones tells it then.
    const late = rows.filter((row) => what === "failed" && row.fresh && !row.reached && row.state === "sent");
    if (late.length > 0) await reportFailures(db, late.map(({ id }) => id), now); // biome-ignore format: one thought
    return "recorded";
  }
  if (await known(db, of)) return "known";
  if ("delivery" in of) return "unknown";
  await db.query(
    `insert into progress_report (dispositif_id, channel, provider_id, progress, at, detail, received_at)
     values ($1::uuid, $2, $3, $4, $5::timestamptz, $6, $7::timestamptz)
     on conflict (channel, provider_id, progress, dispositif_id) do nothing`,
    [of.dispositif ?? null, of.channel, of.providerId.slice(0, 200), what, when, said, now.toISOString()],
  );
  return "unknown";
}

type Row = { id: string; fresh: boolean; state: string; reached: boolean };
const where = (of: Of, from: number): [string, unknown[]] =>
  "delivery" in of
    ? [`id = $${from}::uuid`, [of.delivery]]
    : [
        `audience = 'community' and channel = $${from} and provider_id = $${from + 1}
          and ($${from + 2}::uuid is null or dispositif_id = $${from + 2}::uuid)`,
        [of.channel, of.providerId, of.dispositif ?? null],
      ];

function write(sql: Sql, of: Of, what: Progress, at: string, detail: string | null): Promise<Row[]> {
  const [condition, values] = where(of, 4);
  return sql.query<Row>(recordSql(what, condition), [at, detail, at, ...values], true);
}

async function known(sql: Sql, of: Of): Promise<boolean> {
  const [condition, values] = where(of, 1);
  return (await sql.query(`select 1 from delivery where ${condition} limit 1`, values)).length > 0;
}

/** Reports that came before their message was written down; after a day nobody will claim them. */
export async function matchReports(db: Database, now: Date): Promise<number> {
  const rows = await db.query<{ id: string; dispositif_id: string | null; channel: string; provider_id: string; progress: Progress; at: Date; detail: string | null }>(
    `select r.* from progress_report r where exists (
       select 1 from delivery d where d.audience = 'community' and d.channel = r.channel and d.provider_id = r.provider_id
          and (r.dispositif_id is null or r.dispositif_id = d.dispositif_id)) limit 500`,
  ); // biome-ignore format: one row
  for (const row of rows) {
    const { dispositif_id: dispositif, channel, provider_id: providerId, progress, at, detail } = row;
    const of = { channel, providerId, ...(dispositif && { dispositif }) };
    await recordProgress(db, of, progress, at, detail ?? undefined, now);
    await db.query("delete from progress_report where id = $1::bigint", [row.id]);
  }
  await db.query("delete from progress_report where received_at < $1::timestamptz - interval '1 day'", [
    now.toISOString(),
  ]);
  return rows.length;
}

/** The furthest that a delivery is known to have gone. A proof of delivery outweighs a report of failure. */
export function progressOf(row: {
  accepted_at: unknown;
  delivered_at: unknown;
  read_at: unknown;
  failed_at: unknown;
}): Progress | null {
  if (row.read_at) return "read";
  if (row.delivered_at) return "delivered";
  if (row.failed_at) return "failed";
  return row.accepted_at ? "accepted" : null;
}
