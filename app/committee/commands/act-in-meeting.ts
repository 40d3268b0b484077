import { ringDue } from "#app/engine/clock.ts";
import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import type { Dispatched } from "#app/engine/dispatch.ts";
import type { Consequences } from "#app/engine/preview.ts";
import type { Receipt } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";

type Body = { type: string; revision?: number } & Record<string, unknown>;

/**
 * Sends what someone does in a meeting or to an instance. A homologation decided with effect today comes into force at
 * once: its clock is a row already, so that should this die here, the console's clock finds it.
 * @throws what sendEvent throws; Forbidden where the dossier that is moved needs a right of its own
 */
export async function actInMeeting(
  db: Database,
  caller: Caller,
  dossier: string,
  body: Body,
  now: Date,
  receipt?: Receipt,
): Promise<Dispatched> {
  const done = await sendEvent(db, caller, dossier, body, now, receipt);
  const { item, outcome } = body as { item?: string; outcome?: { kind?: string } };
  if (body.type === "item.decided" && outcome?.kind === "homologation-decision" && item) {
    const moved = await dossierOf(db, dossier, item);
    if (moved) await ringDue(db, now, () => {}, moved);
  }
  return done;
}

/** What it would do, with the same checks; nothing is done. */
export const previewInMeeting = (
  db: Database,
  caller: Caller,
  dossier: string,
  body: Body,
  now: Date,
): Promise<Consequences> => previewEvent(db, caller, dossier, body, now);

async function dossierOf(sql: Sql, meeting: string, item: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string | null }>(
    `select i->'dossier'->>'id' id from dossier d cross join lateral jsonb_array_elements(d.context->'items') i
      where d.id = $1 and i->>'key' = $2`,
    [meeting, item],
  );
  return row?.id ?? null;
}
