import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";

export type ProcedureLine = {
  ref: string;
  key: string;
  title: string;
  summary: string;
  /** Of the newest version. */
  state: string;
  version: number;
  inForce: number | null;
  reviewDueAt: string | null;
};
export type DispositifProcedures = { key: string; name: string; procedures: ProcedureLine[] };

/** The procedures of each dispositif that covers the caller, one query. */
export async function procedures(sql: Sql, { tenures }: Caller): Promise<DispositifProcedures[]> {
  const reach = reachOf(tenures, "convention.read");
  const rows = await sql.query<ProcedureLine & { dispositif: string; name: string }>(
    `select p.key dispositif, p.name, d.ref, d.columns->>'key' "key", d.title, c.body->>'summary' summary, d.state,
            (d.columns->>'version')::int "version", (d.columns->>'inForce')::int "inForce",
            d.columns->>'reviewDueAt' "reviewDueAt"
       from dossier d join dispositif p on p.id = d.dispositif_id join content c on c.hash = d.columns->>'newest'
      where d.kind = 'runbook' and ($1 or exists (select 1 from coverage v
              where v.dispositif_id = p.id and v.organisation_id = any($2::uuid[])))
      order by p.name, d.title`,
    [reach.all, [...reach.own, ...reach.dispositif]],
  );
  const by = new Map<string, DispositifProcedures>();
  for (const { dispositif: key, name, ...line } of rows) {
    const known = by.get(key) ?? { key, name, procedures: [] };
    known.procedures.push(line);
    by.set(key, known);
  }
  return [...by.values()];
}
