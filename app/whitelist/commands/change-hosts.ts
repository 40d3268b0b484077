import { previewEvent, sendEvent } from "#app/engine/command/send-event.ts";
import { type Dispatched, open } from "#app/engine/dispatch.ts";
import { conventionInForce } from "#app/engine/opening/place.ts";
import type { Consequences } from "#app/engine/preview.ts";
import { type Receipt, receiptFor } from "#app/engine/receipt.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Database, Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";

const console_ = { kind: "system" as const, id: "console", name: "Tocsin" };

/** What changes on the list of one ENT, and why: `hosts.reported` with a reason each, or `hosts.cleared`. */
export type HostChange =
  | { type: "hosts.reported"; hosts: { host: string; reason: string }[]; why: string }
  | { type: "hosts.cleared"; hosts: string[]; why: string };

/** What it would do; nothing is done. @throws what previewEvent throws */
export const previewHostChange = async (
  db: Database,
  caller: Caller,
  dispositif: string,
  change: HostChange,
  now: Date,
): Promise<Consequences> => previewEvent(db, caller, await listOf(db, caller, dispositif, now), change, now);

/** Changes the list; requests that it concerns are told in the same transaction. @throws what sendEvent throws */
export const changeHosts = async (
  db: Database,
  caller: Caller,
  dispositif: string,
  change: HostChange,
  { now, receipt }: { now: Date; receipt?: Receipt },
): Promise<Dispatched> =>
  sendEvent(db, caller, await listOf(db, caller, dispositif, now), change, now, receipt);

/** The list of that ENT, opened empty by whoever first needs it. @param key of the dispositif @throws Forbidden */
async function listOf(db: Database, caller: Caller, key: string, now: Date): Promise<string> {
  const { dispositif, convention } = await conventionInForce(db, key, now);
  const reach = reachOf(caller.tenures, "hosts.report");
  const [place] = await db.query<{ id: string; name: string; may: boolean }>(
    `select organisation_id id, d.name, exists (select 1 from coverage m
              where m.dispositif_id = d.id and m.organisation_id = any($2::uuid[])) may
       from dispositif d join coverage c on c.dispositif_id = d.id where d.id = $1
      order by c.party_key nulls last, organisation_id limit 1`,
    [dispositif, reach.dispositif],
  );
  if (!place?.may) throw new Forbidden("hosts.report");
  const known = await opened(db, dispositif);
  if (known) return known;
  await open(db, {
    machine: "host-list",
    type: "list.opened",
    data: { name: place.name },
    by: console_,
    at: now,
    receipt: receiptFor(console_.id, `host-list:${dispositif}`, null),
    ...{ dispositif, convention, organisation: place.id },
  }).catch((error: unknown) => {
    // Another process opened it first: the index keeps one.
    if ((error as { code?: unknown }).code !== "23505") throw error;
  });
  return (await opened(db, dispositif)) as string;
}

const opened = async (sql: Sql, dispositif: string) =>
  (
    await sql.query<{ id: string }>(
      "select id from dossier where kind = 'host-list' and dispositif_id = $1",
      [dispositif],
    )
  )[0]?.id;
