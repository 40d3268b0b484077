import { exercise as words } from "#app/messages/exercise.ts";
import type { Context } from "#app/platform/context.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell } from "#app/platform/tables/table.ts";
import { exerciseStateNames } from "#machines/exercise/v1/labels.ts";
import { exercisesOf, type ListedExercise } from "./queries/exercises.ts";

const { results: said, list } = words;
const columns: { label: string; of(row: ListedExercise): Cell }[] = [
  { label: list.ref, of: (row) => row.ref },
  { label: words.form.name, of: (row) => row.title },
  { label: list.state, of: (row) => exerciseStateNames[row.state] },
  { label: list.players, of: (row) => row.players },
  { label: said.inMinutes(said.firstAck), of: ({ results }) => results?.firstAck ?? null },
  { label: said.inMinutes(said.toLock), of: ({ results }) => results?.toLock ?? null },
  { label: said.inMinutes(said.toMessage), of: ({ results }) => results?.toMessage ?? null },
  { label: said.deadlines, of: ({ results }) => results?.deadlines.met ?? null },
  { label: said.deadlinesAll, of: ({ results }) => results?.deadlines.all ?? null },
  { label: said.skipped, of: ({ results }) => results?.skipped ?? null },
  { label: said.answered, of: ({ results }) => results?.injects.answered ?? null },
  { label: said.fired, of: ({ results }) => results?.injects.fired ?? null },
  { label: said.grid, of: ({ results }) => results?.grid.yes ?? null },
  { label: said.gridAll, of: ({ results }) => results?.grid.all ?? null },
  { label: said.simulated, of: ({ results }) => results?.simulated ?? null },
];

/** Exercises and their results, as the page compares them. */
export async function exportExercises(context: Context, request: Request, format: "csv" | "ods") {
  const caller = await requireRight(context, request, "exercise.take-part");
  const rows = await exercisesOf(context.db, caller);
  const table = {
    name: words.title,
    columns: columns.map(({ label }) => ({ label })),
    rows: (async function* () {
      for (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
  return download(table, format, `exercices-${context.now().toISOString().slice(0, 10)}`);
}
