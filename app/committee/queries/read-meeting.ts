import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";

export type MeetingRow = {
  id: string;
  ref: string;
  state: string;
  revision: number;
  context: MeetingContext;
  conventionId: string;
  dispositifId: string;
  dispositif: { key: string; name: string };
  /** Reference of its instance. */
  instanceRef: string;
};

const SELECT = `select d.id, d.ref, d.state, d.revision, d.context, d.convention_id "conventionId",
    d.dispositif_id "dispositifId", json_build_object('key', p.key, 'name', p.name) dispositif, i.ref "instanceRef"
  from dossier d join dispositif p on p.id = d.dispositif_id
  join dossier i on i.id = (d.context->'instance'->>'dossier')::uuid
 where d.kind = 'meeting' and d.ref = $1`;

/** One meeting that the caller may read; null when there is none for them. */
export async function readMeeting(sql: Sql, caller: Caller, ref: string): Promise<MeetingRow | null> {
  if (!/^SEA-\d{4}-\d{3,}$/.test(ref)) return null;
  const [row] = await sql.query<MeetingRow>(SELECT, [ref]);
  return row && (await mayOnDossier(sql, caller.tenures, "dossier.read", row.id)) ? row : null;
}
