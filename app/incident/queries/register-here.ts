import { mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { Reach } from "#app/platform/permissions.ts";

export type IncidentHere = { ref: string; title: string; state: string; openedAt: string };

/** The last incidents that happened in an organisation, as far as the reader may see them. */
export async function incidentsAt(sql: Sql, reach: Reach, organisation: string): Promise<IncidentHere[]> {
  const params: unknown[] = [organisation];
  const rows = await sql.query<Omit<IncidentHere, "openedAt"> & { openedAt: Date }>(
    `select d.ref, d.title, d.state, d.opened_at "openedAt" from dossier d
     where d.kind = 'incident' and d.organisation_id = $1
       and ${mayOnDossierSql(reach, (value) => `$${params.push(value)}`)}
     order by d.opened_at desc, d.id limit 5`,
    params,
  );
  return rows.map(({ openedAt, ...row }) => ({ ...row, openedAt: openedAt.toISOString() }));
}
