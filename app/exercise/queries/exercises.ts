import { type Caller, mayOnDossierSql } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { reachOf } from "#app/platform/permissions.ts";
import type { ExerciseContext, ExerciseLife } from "#machines/exercise/v1/context.ts";
import { type Results, resultsOf } from "./results.ts";

export type ListedExercise = {
  id: string;
  ref: string;
  title: string;
  state: ExerciseLife;
  dispositif: string;
  players: number;
  plannedAt: string | null;
  results: Results | null;
};

/** Exercises that the caller may read, newest first, with what those played have shown. */
export async function exercisesOf(sql: Sql, caller: Caller): Promise<ListedExercise[]> {
  const params: unknown[] = [];
  const may = mayOnDossierSql(reachOf(caller.tenures, "dossier.read"), (value) => `$${params.push(value)}`);
  const rows = await sql.query<{ id: string; ref: string; title: string; state: ExerciseLife; dispositif: string; context: ExerciseContext }>(
    `select d.id, d.ref, d.title, d.state, s.name dispositif, d.context from dossier d join dispositif s on s.id = d.dispositif_id
      where d.kind = 'exercise' and ${may} order by d.opened_at desc, d.ref desc limit 60`,
    params,
  ); // biome-ignore format: one row
  const played = rows.filter(({ context }) => context.debex !== null);
  const results = await resultsOf(sql, played);
  return rows.map(({ context, ...row }) => ({
    ...row,
    players: context.players.length,
    plannedAt: context.facts.plannedAt ?? null,
    results: results.get(row.id) ?? null,
  }));
}
