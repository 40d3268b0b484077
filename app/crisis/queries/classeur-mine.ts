import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";

/** A device keeps no more crises than this: beyond, nobody reads them on a phone. */
const MOST = 8;

/** Open crises in whose cell the caller sits, or that they may direct: what their device keeps. Newest first. */
export async function myCrises(
  sql: Sql,
  caller: Caller,
): Promise<{ ref: string; title: string; revision: number }[]> {
  const params: unknown[] = [caller.person.id];
  const may = (right: "dossier.read" | "crisis.direct") =>
    mayOnDossierSql(reachOf(caller.tenures, right), (value) => `$${params.push(value)}`);
  return sql.query(
    `select d.ref, d.title, d.revision from dossier d
      where d.kind = 'crisis' and d.closed_at is null and ${may("dossier.read")}
        and (${may("crisis.direct")} or exists (
          select 1 from jsonb_array_elements(d.context->'members') m where m->>'id' = $1 and m->'until' is null))
      order by d.opened_at desc limit ${MOST}`,
    params,
  );
}

/** Whether the session of that cookie was ended on purpose, here or from elsewhere, rather than by its twelve hours. */
export async function sessionRevoked(sql: Sql, id: string): Promise<boolean> {
  const [row] = await sql.query<{ revoked: boolean }>(
    "select revoked_at is not null revoked from session where id = $1",
    [id],
  );
  return row?.revoked ?? false;
}
