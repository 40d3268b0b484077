import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { RetexAction } from "#machines/crisis/v1/context.ts";

export type OpenRetexAction = Pick<RetexAction, "key" | "title" | "owner" | "dueAt"> & { ref: string };

/** Actions of every RETEX that the caller may read and that nobody has done yet, the soonest first. */
export async function openRetexActions(
  sql: Sql,
  caller: Pick<Caller, "tenures">,
  most = 20,
): Promise<OpenRetexAction[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  return sql.query<OpenRetexAction>(
    `select d.ref, a->>'key' as key, a->>'title' as title, a->>'owner' as owner, a->>'dueAt' as "dueAt"
       from dossier d cross join lateral jsonb_array_elements(d.context->'retex'->'actions') a
      where d.kind = 'crisis' and a->'done' is null and ${may}
      order by a->>'dueAt' limit ${Math.trunc(most)}`,
    params,
  );
}
