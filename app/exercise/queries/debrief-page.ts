import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import type { CrisisContext } from "#machines/crisis/v1/context.ts";
import { exercisePage } from "./exercise-page.ts";
import { resultsOf } from "./results.ts";

/** Its figures, its grid, what was answered, and what the RETEX of the crisis that was played decided. */
export async function debriefPage(sql: Sql, caller: Caller, ref: string, now: Date) {
  const page = await exercisePage(sql, caller, ref, now);
  const results = (await resultsOf(sql, [{ id: page.id, context: page.context }])).get(page.id) ?? null;
  const [crisis] = page.context.crisis
    ? await sql.query<{ retex: CrisisContext["retex"]; state: string }>(
        "select context->'retex' retex, state from dossier where id = $1",
        [page.context.crisis.id],
      )
    : [];
  return { ...page, results, actions: crisis?.retex.actions ?? [] };
}
export type DebriefPage = Awaited<ReturnType<typeof debriefPage>>;
