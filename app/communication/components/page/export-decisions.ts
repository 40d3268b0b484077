import { messagePage } from "#app/messages/communication-page.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { searchChoice, searchText } from "#app/ui/list/search-text.ts";
import { problem } from "#app/ui/problem.ts";
import { readMessage } from "../../queries/page.ts";
import { type DecisionRow, decisionRows, decisionStates } from "../../queries/page-decisions.ts";

const { schools: words } = messagePage;
const { columns: label } = words;
const date = (iso: string | null) => (iso ? new Date(iso) : null);
const columns: readonly { label: string; moment?: true; of(row: DecisionRow): Cell }[] = [
  { label: "UAI", of: (row) => row.uai },
  { label: label.school, of: (row) => row.name },
  { label: label.departement, of: (row) => row.departement },
  { label: label.state, of: (row) => words.state[row.state] ?? row.state },
  { label: label.by, of: (row) => row.by },
  { label: label.at, moment: true, of: (row) => date(row.at) },
  { label: label.due, moment: true, of: (row) => date(row.dueAt) },
  { label: label.reason, of: (row) => row.reason },
];
/** Rows read at once. */
const PAGE = 2_000;

/** The decisions of the schools, as the page filters them. */
export async function exportDecisions(
  context: Context,
  request: Request,
  ref: string,
  format: "csv" | "ods",
) {
  const caller = await requirePerson(context, request);
  const message = await readMessage(context.db, caller, ref);
  if (!message) throw problem(404);
  const search = new URL(request.url).searchParams;
  const filter = {
    state: searchChoice(search, "ecoles", decisionStates) ?? null,
    departement: searchText(search, "departement", 4) ?? null,
  };
  const table: Table = {
    name: words.sheet,
    columns: columns.map(({ label: name, moment }) => ({ label: name, ...(moment && { moment }) })),
    rows: (async function* () {
      for (let offset = 0; ; offset += PAGE) {
        const rows = await decisionRows(context.db, message.id, { ...filter, limit: PAGE, offset });
        for (const row of rows) yield columns.map((column) => column.of(row));
        if (rows.length < PAGE) return;
      }
    })(),
  };
  return download(table, format, `${message.ref}-${words.file}`);
}
