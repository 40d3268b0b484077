import { homologationState, measureStateLabels, homologation as texts } from "#app/messages/homologation.ts";
import type { Context } from "#app/platform/context.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell } from "#app/platform/tables/table.ts";
import { dayWritten } from "#machines/days.ts";
import { type Statistics, statistics } from "../queries/statistics.ts";

const words = texts.statistics;

/** Every figure of the page, one a line: the picture it stands in, what it counts, how many. */
function linesOf({
  states,
  ends,
  late,
  measures,
  measuresLate,
  reservesLate,
  reserves,
}: Statistics): Cell[][] {
  return [
    ...states.map(({ key, count }) => [words.states, homologationState(key).label, count]),
    ...ends.map(({ key, state, count }) => [
      words.ends,
      `${dayWritten(key)}, ${homologationState(state).label}`,
      count,
    ]),
    ...late.map(({ key, count }) => [words.late, words[key], count]),
    ...reservesLate.map(({ key, count }) => [words.reservesLate, words.ages[key], count]),
    ...measures.map(({ key, count }) => [words.measures, measureStateLabels[key] ?? key, count]),
    ...measuresLate.map(({ key, count }) => [words.measuresLate, words.ages[key], count]),
    ...reserves.map(({ ref, system, text, owner, dueAt }) => [
      words.reserves,
      `${ref}, ${system} : ${text} (${owner}, ${dayWritten(dueAt)})`,
      1,
    ]),
  ];
}

/** Hands out the figures of the page as a table. */
export async function exportStatistics(context: Context, request: Request, format: "csv" | "ods") {
  const { tenures } = await requireRight(context, request, "convention.read");
  const counted = await statistics(context.db, reachOf(tenures, "dossier.read"), context.now());
  const table = {
    name: words.sheet,
    columns: [{ label: words.picture }, { label: words.what }, { label: words.count }],
    rows: (async function* () {
      yield* linesOf(counted);
    })(),
  };
  return download(table, format, `${words.file}-${context.now().toISOString().slice(0, 10)}`);
}
