import type { Sql } from "#app/platform/database/database.ts";
import type { Claimed } from "./claim.ts";
import { gateWords } from "./gate-words.ts";

/** A permit older than this when the send starts is asked for again. */
export const PERMIT_MS = 2_000;

/**
 * « lost »: it was claimed again since, by another process or by this one; nothing is to be done. A permit ends at `usableUntil`
 * (performance.now(), milliseconds), counted from before it was asked for.
 */
export type Verdict = { is: "open"; usableUntil: number } | { is: "held" } | { is: "lost" };

const list = (of: string) => `case when jsonb_typeof(${of}) = 'array' then ${of} else '[]' end`;

/** A safety message by a third party needs its attestation whether a case is open or not (MBN-7). */
const ofSafety = `($5 like 'third-party:%' and exists (select 1 from delivery me join notice said on said.id = me.notice_id
  where me.id = $3::uuid and said.facts->>'process' = 'surete'))`;
const attested = `exists (select 1 from lock, jsonb_array_elements(${list("lock.context->'attestations'")}) a
  where a->>'channel' = $5 and (a->>'validUntil')::timestamptz > $1::timestamptz)`;

// `for share` waits for whoever is changing the lock and reads what they wrote; who changes it waits for this
// statement. So a permit is given before a closing commits, or not at all.
const gateSql = `
  with lock as materialized (
    select l.context from dossier l join delivery m on m.id = $3::uuid join dossier sender on sender.id = m.dossier_id
     where l.kind = 'lock' and l.dispositif_id = $4::uuid and l.exercise_id is not distinct from sender.exercise_id
       for share of l
  ), verdict as (
    select exists (
             select 1 from lock, jsonb_array_elements(${list("lock.context->'open'")}) o
              where o->>'channel' = $5
                and (o->>'until' is null or (o->>'until')::timestamptz > $1::timestamptz))
           and (not ${ofSafety} or ${attested}) open,
           case when not exists (select 1 from lock) then jsonb_build_array($6::jsonb) else coalesce((
             select jsonb_agg(one) from lock, jsonb_array_elements(${list("lock.context->'closed'")}) c,
                    jsonb_array_elements(case jsonb_typeof(c->'because') when 'array' then c->'because'
                      else jsonb_build_array(c->'because') end) one
              where c->>'channel' = $5 and jsonb_typeof(one) = 'object'), jsonb_build_array($7::jsonb)) end because
  )
  update delivery d
     set leaving_at = case when v.open and $9::boolean then $1::timestamptz end,
         claimed_at = case when v.open then $1::timestamptz else d.claimed_at end,
         state = case when v.open then 'sending' else 'held' end,
         claimed_by = case when v.open then d.claimed_by end,
         attempts = case when v.open then d.attempts else greatest(d.attempts - 1, 0) end,
         held = case when v.open then d.held else jsonb_build_object('since', $8::text, 'because', v.because) end,
         history = case when v.open then d.history else d.history || jsonb_build_array(jsonb_build_object(
           'at', $8::text, 'state', 'held', 'detail', v.because->0->>'sentence')) end
    from verdict v
   where d.id = $3::uuid and d.state = 'sending' and d.claimed_by = $2 and d.turn = $10::int and d.channel = $5
     and d.audience = 'community' and d.dispositif_id is not distinct from $4::uuid
  returning v.open and d.state = 'sending' open`;

/**
 * The one gate before each message to the community (rules.md §4; MBN-5.2, 6.3, 7): asks whether its channel is open
 * at this moment, in one statement that is serialised with every change of the lock. Open: the delivery is marked as
 * leaving and its lease begins again. Not open, or no lock to ask: it is held, with the reasons, its try given back.
 * @param leaving whether it leaves now; else it is asked whether to prepare it at all, and nothing leaves on the answer.
 * @throws whatever the database throws; then there is no permit.
 */
export async function askGate(
  sql: Sql,
  worker: string,
  delivery: Pick<Claimed, "id" | "turn" | "channel" | "dispositif_id">,
  now: Date,
  leaving = true,
): Promise<Verdict> {
  const asked = performance.now();
  const at = now.toISOString();
  const { id, turn, dispositif_id, channel } = delivery;
  const reasons = [JSON.stringify(gateWords.noLock), JSON.stringify(gateWords.notOpen)];
  const [row] = await sql.query<{ open: boolean }>(
    gateSql,
    [at, worker, id, dispositif_id, channel, ...reasons, at, leaving, turn],
    true,
  );
  if (!row) return { is: "lost" };
  return row.open ? { is: "open", usableUntil: asked + PERMIT_MS } : { is: "held" };
}
