import { conventionOf } from "#app/engine/dossier.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { readMeeting } from "./read-meeting.ts";
import { type Waiting, whatWaits } from "./waiting.ts";

/** What waits for the instance of that meeting and is on no agenda yet, as far as the reader may see it. */
export async function addableTo(sql: Sql, caller: Caller, ref: string, now: Date): Promise<Waiting[]> {
  const row = await readMeeting(sql, caller, ref);
  if (!row) return [];
  const convention = await conventionOf(sql, row.conventionId);
  const reach = reachOf(caller.tenures, "dossier.read");
  const waiting = await whatWaits(sql, row.dispositifId, convention, reach, now);
  return waiting.filter(({ instances, on }) => !on && instances.includes(row.context.instance.key));
}
