import type { Sql } from "#app/platform/database/database.ts";
import { dossierPath, type Told } from "./payload.ts";

export type ClaimedCall = {
  told: Told;
  attempts: number;
  hook: { id: string; dispositif: string; url: string; secret: Uint8Array };
};
type Row = {
  id: string;
  type: string;
  at: Date;
  seq: number | null;
  attempts: number;
  dossier_state: string | null;
  hook_id: string;
  dispositif_id: string;
  url: string;
  secret: Uint8Array;
  dispositif: string;
  dossier_id: string | null;
  ref: string | null;
  kind: string | null;
  title: string | null;
};

/** A call whose process died is taken over after this long; a call lasts ten seconds at most. */
const LEASE = "60 seconds";
const due = `((c.state = 'queued' and c.next_at <= $1::timestamptz)
  or (c.state = 'sending' and c.claimed_at < $1::timestamptz - interval '${LEASE}'))`;
/** Entries of one dossier are told in their order: the next waits until the one before was taken, or given up. */
const inOrder = `not exists (select 1 from web_hook_call before where before.hook_id = c.hook_id
  and before.dossier_id = c.dossier_id and before.position < c.position and before.state in ('queued', 'sending'))`;

/** Hooks that have a call due: each has its own lane, so that a slow receiver holds no other. */
export async function dueHooks(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ hook_id: string }>(
    `select distinct c.hook_id from web_hook_call c join web_hook h on h.id = c.hook_id and h.enabled where ${due}`,
    [now.toISOString()],
  );
  return rows.map(({ hook_id }) => hook_id);
}

/** Claims calls of one hook for this process alone, oldest first. */
export async function claimCalls(
  sql: Sql,
  hook: string,
  worker: string,
  now: Date,
  most: number,
): Promise<ClaimedCall[]> {
  const rows = await sql.query<Row>(
    `with due as (
       select c.id from web_hook_call c where c.hook_id = $4::uuid and ${due} and ${inOrder}
        order by c.position limit $3::int for update skip locked
     ), claimed as (
       update web_hook_call c set state = 'sending', claimed_by = $2, claimed_at = $1::timestamptz, attempts = attempts + 1
         from due where due.id = c.id returning c.*
     )
     select c.id, c.type, c.at, c.seq, c.attempts, c.dossier_state, h.id hook_id, h.dispositif_id, h.url, h.secret,
            d.key dispositif, o.id dossier_id, o.ref, o.kind, o.title
       from claimed c join web_hook h on h.id = c.hook_id join dispositif d on d.id = h.dispositif_id
       left join dossier o on o.id = c.dossier_id order by c.position`,
    [now.toISOString(), worker, most, hook],
  );
  return rows.map((row) => ({
    attempts: row.attempts,
    hook: { id: row.hook_id, dispositif: row.dispositif_id, url: row.url, secret: row.secret },
    told: {
      ...{ id: row.id, type: row.type, at: row.at, seq: row.seq, dispositif: row.dispositif },
      dossier: row.dossier_id
        ? {
            ...{ id: row.dossier_id, ref: row.ref ?? "", kind: row.kind ?? "", title: row.title ?? "" },
            state: row.dossier_state ?? "",
            path: dossierPath(row.kind ?? "", row.ref ?? ""),
          }
        : null,
    },
  }));
}
