import { type Caller, mayOnDossier, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { InstanceContext } from "#machines/instance/v1/context.ts";

export type InstanceRow = {
  id: string;
  ref: string;
  revision: number;
  state: string;
  context: InstanceContext;
  conventionId: string;
  dispositifId: string;
  dispositif: { key: string; name: string };
};

const SELECT = `select d.id, d.ref, d.revision, d.state, d.context, d.convention_id "conventionId",
    d.dispositif_id "dispositifId", json_build_object('key', p.key, 'name', p.name) dispositif
  from dossier d join dispositif p on p.id = d.dispositif_id where d.kind = 'instance'`;

/**
 * One instance that the caller may read, by its reference, or by its key where only one dispositif has it (links of
 * mails say the key); null when there is none for them.
 */
export async function readInstance(sql: Sql, caller: Caller, key: string): Promise<InstanceRow | null> {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/.test(key)) return null;
  const rows = await sql.query<InstanceRow>(
    `${SELECT} and (d.ref = $1 or d.columns->>'key' = $1) order by d.ref`,
    [key],
  );
  for (const row of rows) if (await mayOnDossier(sql, caller.tenures, "dossier.read", row.id)) return row;
  return null;
}

/** All instances that the caller may read, by dispositif then as the convention has them. */
export function readInstances(sql: Sql, caller: Caller): Promise<InstanceRow[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  return sql.query<InstanceRow>(`${SELECT} and ${may} order by p.name, d.ref limit 200`, params);
}
