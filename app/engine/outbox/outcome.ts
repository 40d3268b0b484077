import type { Sql } from "#app/platform/database/database.ts";
import { type Pace, shownAt } from "#machines/exercise/clock.ts";
import type { Claimed } from "./claim.ts";

/** People of one delivery as the provider counts them; never who. */
export type Reach = { reached?: number; inactive?: number; undelivered?: number };

/** What the answer to a send already says beyond « it left »: taken over by the provider, or put where people read. */
export type Progressed = "accepted" | "delivered";

/** What a channel answers about one message. */
export type Answer =
  /** `detail`: what the provider says of a message that it took (accounts not activated); no personal data. */
  | { ok: true; providerId?: string; detail?: string; reach?: Reach; progress?: Progressed }
  /** `permanent`: that address will never take it (550); else try again later (4xx, connection). */
  | { ok: false; permanent: boolean; reason: string };

export type Outcome = {
  id: string;
  /** The claim that it comes from. */
  turn: number;
  state: "sent" | "queued" | "refused" | "dead";
  next: string | null;
  detail: string;
  provider: string | null;
  reach?: Reach | undefined;
  progress?: Progressed | undefined;
  /** When it left, in the time of its dossier: an exercise has its own. ISO 8601, UTC. */
  at: string;
};

/**
 * Seconds before the second, third… try: never more than ten minutes, so that an alert leaves soon after the mail
 * server is back; after some two hours a person is told.
 */
const BACKOFF = [5, 15, 45, 120, 300, ...Array.from({ length: 12 }, () => 600)];
export const MAX_TRIES = BACKOFF.length + 1;

/** @param jitter 0 to 1, so that a thousand failures do not come back in the same second. */
export function outcomeOf(
  claimed: Pick<Claimed, "id" | "turn" | "attempts"> & { pace?: Pace | null },
  answer: Answer,
  now: Date,
  jitter: number,
): Outcome {
  const about = {
    id: claimed.id,
    turn: claimed.turn,
    at: (claimed.pace ? shownAt(claimed.pace, now) : now).toISOString(),
    next: null,
    provider: null,
  };
  if (answer.ok)
    return {
      ...about,
      state: "sent",
      detail: (answer.detail ?? "").slice(0, 300),
      provider: answer.providerId ?? null,
      reach: answer.reach,
      progress: answer.progress,
    };
  const detail = answer.reason.slice(0, 300);
  if (answer.permanent) return { ...about, state: "refused", detail };
  const wait = BACKOFF[claimed.attempts - 1];
  if (wait === undefined) return { ...about, state: "dead", detail };
  const next = new Date(now.getTime() + wait * 1000 * (1 + jitter * 0.2)).toISOString();
  return { ...about, state: "queued", next, detail };
}

// A claim that was lost writes nothing, except one thing: that its message did leave. That is true whoever holds the
// delivery now, and it keeps the next holder from sending it again (the gate finds it sent).
const settleSql = `
  update delivery d
     set state = e.state, sent_at = case when e.state = 'sent' then e.at else d.sent_at end,
         provider_id = coalesce(e.provider, d.provider_id), last_error = case when e.state = 'sent' then null else nullif(e.detail, '') end,
         next_at = coalesce(e.next, d.next_at), claimed_by = null,
         held = case when d.state = 'held' then null else d.held end,
         reach = coalesce(e.reach, d.reach),
         accepted_at = case when e.progress = 'accepted' then least(d.accepted_at, $1::timestamptz) else d.accepted_at end,
         delivered_at = case when e.progress = 'delivered' then least(d.delivered_at, $1::timestamptz) else d.delivered_at end,
         history = d.history || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
           'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'state', e.state, 'detail', nullif(e.detail, ''))))
    from jsonb_to_recordset($3::jsonb) e(id uuid, turn int, state text, next timestamptz, detail text, provider text, reach jsonb, progress text, at timestamptz)
   where d.id = e.id
     and ((d.claimed_by = $2 and d.turn = e.turn and d.state = 'sending')
       or (e.state = 'sent' and d.turn > e.turn and d.state in ('queued', 'sending', 'held')))`;

/** Writes the outcomes of a batch in one statement; a row whose lease went to another process is left to it. */
export async function settle(sql: Sql, worker: string, now: Date, outcomes: Outcome[]): Promise<void> {
  await sql.query(settleSql, [now.toISOString(), worker, JSON.stringify(outcomes)], true);
}

/** What an error that nobody foresaw means for the message: try again later. */
export const temporary = (error: unknown): Answer & { ok: false } => ({
  ok: false,
  permanent: false,
  reason: error instanceof Error ? error.message : "erreur",
});
