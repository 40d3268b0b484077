import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { dossierPath } from "#app/ui/paths.ts";
import { readInstance } from "./read-instance.ts";
import { readMeeting } from "./read-meeting.ts";

/** The page of a meeting or of an instance whose reference is said in full; null for anything else. */
export async function meetingOrInstance(sql: Sql, caller: Caller, said: string): Promise<string | null> {
  const ref = said.toUpperCase();
  if (ref.startsWith("SEA-") && (await readMeeting(sql, caller, ref)))
    return dossierPath({ kind: "meeting", ref });
  if (/^INS-\d{4}-\d{3,}$/.test(ref) && (await readInstance(sql, caller, ref)))
    return dossierPath({ kind: "instance", ref });
  return null;
}
