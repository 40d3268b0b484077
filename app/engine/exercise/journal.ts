import { type Caller, mayOnDossier } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";

/**
 * Whether somebody may read the journal of a dossier. That of an exercise holds its chronogramme from the first entry
 * on: until it is over, only those who conduct or watch it read it, whatever right their function gives.
 */
export async function mayReadJournal(
  sql: Sql,
  { person, tenures }: Pick<Caller, "tenures"> & { person: { id: string } },
  dossier: string,
): Promise<boolean> {
  if (!(await mayOnDossier(sql, tenures, "journal.read", dossier))) return false;
  const [secret] = await sql.query(
    `select 1 from dossier d where d.id = $1 and d.kind = 'exercise' and d.state not in ('ended', 'debriefed', 'cancelled')
        and not (coalesce(d.context->'animators', '[]') || coalesce(d.context->'observers', '[]'))
          @> jsonb_build_array(jsonb_build_object('id', $2::text))`,
    [dossier, person.id],
  );
  return !secret;
}
