import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { organisationsWith } from "./waiting-sql.ts";

/**
 * SQL condition « this caller may read this message », over `dossier d`. A draft is read by its author's
 * organisation alone; a head of school reads what asks for the school's decision, or was published there.
 * @param add numbers a parameter and answers its placeholder.
 */
export function mayReadSql({ tenures }: Caller, add: (value: unknown) => string): string {
  const reach = reachOf(tenures, "dossier.read");
  if (reach.all) return "true";
  const own = add([...reach.own, ...reach.dispositif]);
  const heads = add(organisationsWith(tenures, "communication.decide"));
  return `((d.state = 'draft' and (d.context->'author'->'place'->>'id')::uuid = any(${own}::uuid[]))
    or (d.state <> 'draft' and ${mayOnDossierSql(reach, add)})
    or exists (select 1 from school_decision sd where sd.dossier_id = d.id and sd.organisation_id = any(${heads}::uuid[])))`;
}
