import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Held, reachOf } from "#app/platform/permissions.ts";
import type { FoundMeeting } from "#machines/step.ts";

/** A meeting that has begun, or a consultation whose clock has run out: only there is anything decided. */
const HELD =
  "d.kind = 'meeting' and d.state in ('held', 'drafted', 'validated', 'sent') and d.exercise_id is null";
const COLUMNS = `d.id dossier, d.ref, d.context->'instance'->>'name' instance, d.context->>'at' "at"`;

/** That meeting of the dispositif, if it was held; what is sent of it otherwise is not believed. */
export async function heldMeeting(sql: Sql, dispositif: string, id: string): Promise<FoundMeeting | null> {
  const [found] = await sql.query<FoundMeeting>(
    `select ${COLUMNS} from dossier d where d.id = $1::uuid and d.dispositif_id = $2 and ${HELD}`,
    [id, dispositif],
  );
  return found ?? null;
}

/** Meetings of a dispositif that were held and that these functions may read, the newest first. */
export function heldMeetings(sql: Sql, tenures: Held[], dispositif: string): Promise<FoundMeeting[]> {
  const params: unknown[] = [dispositif];
  const may = mayOnDossierSql(reachOf(tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  return sql.query<FoundMeeting>(
    `select ${COLUMNS} from dossier d where d.dispositif_id = $1 and ${HELD} and ${may}
      order by d.context->>'at' desc, d.ref desc limit 40`,
    params,
  );
}
