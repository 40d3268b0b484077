import { nowIn } from "#app/engine/moment.ts";
import type { Caller } from "#app/platform/caller.ts";
import type { Sql } from "#app/platform/database/database.ts";
import { rightsOf } from "#app/platform/permissions.ts";
import { shownAt } from "#machines/exercise/clock.ts";
import { addressees } from "#machines/exercise/v1/reduce.ts";
import { nextMoment } from "../commands/jump-to-next.ts";
import { exerciseOf } from "./exercise-of.ts";

/** An exercise as whoever takes part sees it: who they are in it, the clock, what comes, who answered. */
export async function exercisePage(sql: Sql, caller: Caller, ref: string, now: Date) {
  const row = await exerciseOf(sql, caller, ref);
  const { context, state } = row;
  const mine = (people: { id: string }[]) => people.some(({ id }) => id === caller.person.id);
  const me = {
    id: caller.person.id,
    player: mine(context.players),
    animator: mine(context.animators) && rightsOf(caller.tenures).includes("exercise.conduct"),
    observer: mine(context.observers),
  };
  const shown = context.pace ? shownAt(context.pace, now) : nowIn(row, now);
  const next = state === "running" ? await nextMoment(sql, row.id, shown) : null;
  // Nobody who does not conduct or watch it reads what is coming, nor what is hoped of the players: they would be told.
  const over = state === "ended" || state === "debriefed" || state === "cancelled";
  const seesAll = mine(context.animators) || me.observer || over;
  const injects = context.injects
    .filter((one) => seesAll || one.players.includes(me.id))
    .map(({ expected, judged, ...one }) => ({
      ...one,
      expected: seesAll ? expected : "",
      ...(seesAll && judged && { judged }),
      players: one.players.length > 0 ? one.players : addressees(context, one),
    }));
  return {
    id: row.id,
    ref: row.ref,
    title: row.title,
    revision: row.revision,
    dispositif: await keyOf(sql, row.dispositif_id),
    state,
    me,
    seesAll,
    context: { ...context, injects, ...(!seesAll && { grid: [], observations: [] }) },
    pace: context.pace,
    now: now.toISOString(),
    shown: shown.toISOString(),
    next: next?.toISOString() ?? null,
    exercise: true as const,
  };
}

async function keyOf(sql: Sql, dispositif: string): Promise<string> {
  const [row] = await sql.query<{ key: string }>("select key from dispositif where id = $1", [dispositif]);
  return row?.key ?? "";
}
export type ExercisePage = Awaited<ReturnType<typeof exercisePage>>;
