import { committee } from "#app/messages/committee.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Table } from "#app/platform/tables/table.ts";
import { searchText } from "#app/ui/list/search-text.ts";
import { committeeFigures } from "../queries/figures.ts";

const { columns, file, caption } = committee.figures;

/** The table behind the bars, for the year asked. */
export async function exportFigures(context: Context, request: Request, format: "csv" | "ods") {
  const caller = await requirePerson(context, request);
  const asked = Number(searchText(new URL(request.url).searchParams, "annee", 4)) || undefined;
  const { year, held } = await committeeFigures(context.db, caller, asked, context.now());
  const table: Table = {
    name: caption(year),
    columns: Object.values(columns).map((label) => ({ label })),
    rows: (async function* () {
      for (const row of held)
        yield [row.name, row.dispositif, row.held, row.planned, row.least, row.missing, row.rule];
    })(),
  };
  return download(table, format, `${file}-${year}`);
}
