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

/** The way out that is asked about. */
export type Way = Pick<Claimed, "channel" | "dispositif_id">;
/** `provider`: what a later try must know of it at the provider's (its draft), written with the answer. */
export type Asked = Pick<Claimed, "id" | "turn"> & { provider?: string };

const list = (of: string) => `case when jsonb_typeof(${of}) = 'array' then ${of} else '[]' end`;
const ofThis = "lock.exercise_id is not distinct from k.exercise_id";

/** A safety message by a third party needs its attestation whether a case is open or not (MBN-7). */
const attested = `exists (select 1 from lock, jsonb_array_elements(${list("lock.context->'attestations'")}) a
  where ${ofThis} and a->>'channel' = $5 and (a->>'validUntil')::timestamptz > $1::timestamptz)`;

// `for share` waits for whoever is changing the lock and reads what they wrote; who changes it waits for this
// statement. So a permit is given before a closing commits, or not at all. No part of it may vanish once a value is
// known ($5 like …): PostgreSQL would find each plan cheaper than the kept one and plan anew, four times the work.
const verdictSql = `
  with asked as materialized (
    select e.id, e.turn, e.provider, sender.exercise_id,
           coalesce(m.channel like 'third-party:%' and said.facts->>'process' = 'surete', false) safety
      from jsonb_to_recordset($3::jsonb) e(id uuid, turn int, provider text)
      join delivery m on m.id = e.id join dossier sender on sender.id = m.dossier_id join notice said on said.id = m.notice_id
  ), lock as materialized (
    select l.context, l.exercise_id from dossier l
     where l.kind = 'lock' and l.dispositif_id = $4::uuid
       and exists (select 1 from asked where asked.exercise_id is not distinct from l.exercise_id)
       for share of l
  ), verdict as materialized (
    select k.exercise_id, k.safety,
           exists (
             select 1 from lock, jsonb_array_elements(${list("lock.context->'open'")}) o
              where ${ofThis} and o->>'channel' = $5
                and (o->>'until' is null or (o->>'until')::timestamptz > $1::timestamptz))
           and (not k.safety or ${attested}) open,
           case when not exists (select 1 from lock where ${ofThis}) then jsonb_build_array($6::jsonb) else coalesce((
             select jsonb_agg(one) from lock, jsonb_array_elements(${list("lock.context->'closed'")}) c,
                    jsonb_array_elements(case jsonb_typeof(c->'because') when 'array' then c->'because'
                      else jsonb_build_array(c->'because') end) one
              where ${ofThis} and c->>'channel' = $5 and jsonb_typeof(one) = 'object'), jsonb_build_array($7::jsonb)) end because
      from (select distinct exercise_id, safety from asked) k
  )`;
const judged =
  "asked a join verdict v on v.exercise_id is not distinct from a.exercise_id and v.safety = a.safety";
const mine = `d.id = a.id and d.state = 'sending' and d.claimed_by = $2 and d.turn = a.turn and d.channel = $5
     and d.audience = 'community' and d.dispositif_id is not distinct from $4::uuid`;
const answer = `
  update delivery d
     set leaving_at = case when v.open then $1::timestamptz end,
         claimed_at = case when v.open then $1::timestamptz else d.claimed_at end,
         state = case when v.open then 'sending' else 'held' end,
         claimed_by = case when v.open then d.claimed_by end,
         attempts = case when v.open then d.attempts else greatest(d.attempts - 1, 0) end,
         provider_id = coalesce(left(a.provider, 200), d.provider_id),
         held = case when v.open then d.held else jsonb_build_object('since', $8::text, 'because', v.because) end,
         history = case when v.open then d.history else d.history || jsonb_build_array(jsonb_build_object(
           'at', $8::text, 'state', 'held', 'detail', v.because->0->>'sentence')) end
    from ${judged}
   where ${mine}`;
const leavingSql = `${verdictSql} ${answer} returning d.id, v.open and d.state = 'sending' open`;
// Nothing leaves on this answer: what may be prepared is not written at all.
const preparingSql = `${verdictSql}, held as (${answer} and not v.open returning d.id)
  select id, false open from held
  union all select d.id, true from delivery d, ${judged} where v.open and ${mine}`;

/**
 * The one gate before messages to the community (rules.md §4; MBN-5.2, 6.3, 7): asks for each whether its channel is
 * open at this moment, in one statement that is serialised with every change of the lock. Open: the delivery is marked
 * as leaving and its lease begins again. Not open, or no lock to ask: it is held, with the reasons, its try given back.
 * @param leaving whether they leave now; else it is asked whether to prepare them at all, and nothing leaves on the answer.
 * @returns a verdict for each id.
 * @throws whatever the database throws; then there is no permit.
 */
export async function askGates(
  sql: Sql,
  worker: string,
  { channel, dispositif_id }: Way,
  asked: Asked[],
  now: Date,
  leaving: boolean,
): Promise<(id: string) => Verdict> {
  const since = performance.now();
  const at = now.toISOString();
  const who = JSON.stringify(asked.map(({ id, turn, provider }) => ({ id, turn, provider })));
  const reasons = [JSON.stringify(gateWords.noLock), JSON.stringify(gateWords.notOpen)];
  const rows = await sql.query<{ id: string; open: boolean }>(
    leaving ? leavingSql : preparingSql,
    [at, worker, who, dispositif_id, channel, ...reasons, at],
    true,
  );
  const verdicts = new Map<string, Verdict>(
    rows.map(({ id, open }) => [id, open ? { is: "open", usableUntil: since + PERMIT_MS } : { is: "held" }]),
  );
  return (id) => verdicts.get(id) ?? { is: "lost" };
}

/** The gate for one message. */
export async function askGate(
  sql: Sql,
  worker: string,
  delivery: Asked & Way,
  now: Date,
  leaving = true,
): Promise<Verdict> {
  const { id, turn, ...way } = delivery;
  return (await askGates(sql, worker, way, [{ id, turn }], now, leaving))(id);
}
