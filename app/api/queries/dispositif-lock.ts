import { NotFound } from "#app/engine/errors.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { sentences } from "../messages.ts";

export type Lock = {
  state: "none" | "crisis" | "crisis-messaging" | "safety";
  rule: string;
  article: string;
  open: string[];
  closed: { channel: string; because: { dossier: string; rule: string; article: string } }[];
};

/** MBN-5.1: communication ciblée, messagerie, SMS. */
const channels = ["ent-targeted", "ent-messaging", "sms"];

/** MBN-5.3: outside a crisis every channel is open, by the process of the message's level. */
const noCase: Lock = { state: "none", rule: "MBN-5.3", article: "5.3", open: channels, closed: [] };

/**
 * The communication lock of a dispositif, computed from all cases open on it (rules.md § 4).
 * @throws NotFound for a dispositif that does not cover the caller.
 */
export async function dispositifLock(sql: Sql, caller: Caller, key: string): Promise<Lock> {
  const reach = reachOf(caller.tenures, "convention.read");
  const [dispositif] = await sql.query<{ id: string }>(
    `select d.id from dispositif d where d.key = $1 and ($2 or exists (
       select 1 from coverage c where c.dispositif_id = d.id and c.organisation_id = any($3::uuid[])))`,
    [key, reach.all, [...reach.own, ...reach.dispositif]],
  );
  if (!dispositif) throw new NotFound(sentences.noDispositif);
  // No crisis machine exists yet (its issue computes the open cases here), so nothing can lock.
  return noCase;
}
