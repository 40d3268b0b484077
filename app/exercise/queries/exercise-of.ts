import { type DossierRow, dossierColumns } from "#app/engine/dossier.ts";
import { NotFound } from "#app/engine/errors.ts";
import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { ExerciseContext, ExerciseLife } from "#machines/exercise/v1/context.ts";

export type ExerciseRow = Omit<DossierRow, "context" | "state"> & {
  context: ExerciseContext;
  state: ExerciseLife;
  title: string;
};

/** The exercise of a reference, as its caller may read it. @throws NotFound also for what they may not know exists */
export async function exerciseOf(db: Sql, caller: Caller, ref: string): Promise<ExerciseRow> {
  const params: unknown[] = [ref.trim().toUpperCase()];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  const [row] = await db.query<ExerciseRow>(
    `select ${dossierColumns}, d.title from dossier d where d.ref = $1 and d.kind = 'exercise' and ${may}`,
    params,
  );
  if (!row) throw new NotFound("Cet exercice n’existe pas, ou ne vous concerne pas.");
  return row;
}
