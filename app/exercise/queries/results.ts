import type { Sql } from "#app/platform/database/database.ts";
import type { ExerciseContext } from "#machines/exercise/v1/context.ts";

/** What an exercise shows, in minutes of its story from DEBEX; null: it never came. */
export type Results = {
  firstAck: number | null;
  toLock: number | null;
  toMessage: number | null;
  deadlines: { met: number; all: number };
  skipped: number;
  injects: { answered: number; fired: number; asExpected: number };
  grid: { yes: number; partly: number; all: number };
  simulated: number;
};
type Row = {
  id: string;
  acked: Date | null;
  locked: string | null;
  spoken: Date | null;
  met: number;
  settled: number;
  skipped: number;
  simulated: number;
};

const resultsSql = `
  select e.id,
         (select min(l.acked_at) from delivery l join dossier d on d.id = l.dossier_id
           where d.exercise_id = e.id and d.kind <> 'exercise') acked,
         (select min(j.payload::jsonb->>'at') from journal_entry j join dossier d on d.id = j.dossier_id
           where d.exercise_id = e.id and d.kind = 'lock' and j.type = 'case.opened') locked,
         (select min(n.created_at) from notice n join dossier d on d.id = n.dossier_id
           where d.exercise_id = e.id and n.template = 'community') spoken,
         (select count(*)::int from deadline x join dossier d on d.id = x.dossier_id
           where d.exercise_id = e.id and d.kind <> 'exercise' and x.shown and x.state = 'met') met,
         (select count(*)::int from deadline x join dossier d on d.id = x.dossier_id
           where d.exercise_id = e.id and d.kind <> 'exercise' and x.shown and x.state in ('met', 'breached')) settled,
         (select count(*)::int from dossier d, jsonb_each_text(coalesce(d.context->'steps', '{}')) s
           where d.exercise_id = e.id and d.kind = 'crisis' and s.value = 'skipped') skipped,
         (select count(*)::int from delivery l join dossier d on d.id = l.dossier_id
           where d.exercise_id = e.id and l.state = 'simulated') simulated
    from dossier e where e.id = any($1::uuid[]) and e.kind = 'exercise'`;

/** The results of some exercises, by id: the same figures for all, so that they compare. */
export async function resultsOf(
  sql: Sql,
  exercises: { id: string; context: ExerciseContext }[],
): Promise<Map<string, Results>> {
  const rows = await sql.query<Row>(resultsSql, [exercises.map(({ id }) => id)]);
  return new Map(
    rows.flatMap((row) => {
      const context = exercises.find(({ id }) => id === row.id)?.context;
      return context ? [[row.id, resultOf(row, context)]] : [];
    }),
  );
}

function resultOf(row: Row, { debex, injects, grid, observations }: ExerciseContext): Results {
  const minutes = (at: Date | string | null) =>
    at && debex ? Math.max(0, Math.round((new Date(at).getTime() - Date.parse(debex.shown)) / 60_000)) : null;
  const fired = injects.filter(({ state }) => state === "fired");
  const best = (key: string) =>
    observations.filter(({ criterion }) => criterion === key).map(({ observed }) => observed);
  return {
    firstAck: minutes(row.acked),
    toLock: minutes(row.locked),
    toMessage: minutes(row.spoken),
    deadlines: { met: row.met, all: row.settled },
    skipped: row.skipped,
    injects: {
      answered: fired.filter(({ answers }) => answers.length > 0).length,
      fired: fired.length,
      asExpected: fired.filter(({ judged }) => judged?.reaction === "expected").length,
    },
    grid: {
      yes: grid.filter(({ key }) => best(key).includes("yes")).length,
      partly: grid.filter(({ key }) => !best(key).includes("yes") && best(key).includes("partly")).length,
      all: grid.length,
    },
    simulated: row.simulated,
  };
}
