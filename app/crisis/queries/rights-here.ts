import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { type Right, reachOf, rightsOf } from "#app/platform/permissions.ts";

/** Rights that the caller holds on this dossier, in one query. */
export async function mayOf(db: Sql, caller: Caller, dossier: string): Promise<Set<string>> {
  const held = rightsOf(caller.tenures);
  if (held.length === 0) return new Set();
  const params: unknown[] = [dossier];
  const add = (value: unknown) => `$${params.push(value)}`;
  const columns = held.map(
    (right: Right, n) => `(${mayOnDossierSql(reachOf(caller.tenures, right), add)}) as r${n}`,
  );
  const [row] = await db.query<Record<string, boolean>>(
    `select ${columns.join(", ")} from dossier d where d.id = $1`,
    params,
  );
  return new Set(held.filter((_, n) => row?.[`r${n}`]));
}
