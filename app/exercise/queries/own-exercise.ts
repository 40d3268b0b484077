import { exercise as words } from "#app/messages/exercise.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { FieldError } from "#app/ui/form/error-summary.tsx";
import { readReady } from "../content/read-ready.ts";
import type { ReadyExercise } from "../content/schema.ts";

const { yaml: said } = words.form;

/** An exercise that somebody wrote themselves, or all that is wrong with it, line by line. */
export async function ownExercise(
  sql: Sql,
  text: string,
): Promise<{ ready: ReadyExercise } | { errors: FieldError[] }> {
  if (!text.trim()) return { errors: [{ path: "yaml", message: said.empty }] };
  const read = readReady("chronogramme", text);
  if ("problems" in read)
    return {
      errors: read.problems
        .slice(0, 40)
        .map(({ line, what }) => ({ path: "yaml", message: said.at(line, what) })),
    };
  const known = await sql.query<{ key: string }>(
    "select distinct body->>'key' \"key\" from content where kind = 'runbook' order by 1",
  );
  const { procedure } = read.exercise;
  if (known.some(({ key }) => key === procedure)) return { ready: read.exercise };
  const line = text.split("\n").findIndex((one) => one.startsWith("procedure:")) + 1;
  const what = said.unknownRunbook(
    procedure,
    known.map(({ key }) => key),
  );
  return { errors: [{ path: "yaml", message: said.at(line, what) }] };
}
