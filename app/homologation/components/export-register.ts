import {
  decisionLabels,
  demarcheLabels,
  homologationState,
  natureLabels,
  needLabels,
  homologation as words,
} from "#app/messages/homologation.ts";
import type { Context } from "#app/platform/context.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { type RegisterRow, registerRows } from "../queries/register.ts";
import { registerFilter } from "../queries/register-filter.ts";

type Column = { label: string; moment?: true; of(row: RegisterRow): Cell };
const word = (labels: Record<string, string>, key: string | null) => (key ? (labels[key] ?? key) : null);
const columns: readonly Column[] = [
  { label: words.plan.columns.ref, of: (row) => row.ref },
  { label: words.table.system, of: (row) => row.title },
  { label: words.systems.nature, of: (row) => word(natureLabels, row.nature) },
  { label: words.filter.dispositif, of: (row) => row.dispositif },
  { label: words.table.owner, of: (row) => row.owner },
  { label: words.filter.need, of: (row) => word(needLabels, row.need) },
  { label: words.page.demarche, of: (row) => word(demarcheLabels, row.demarche) },
  { label: words.table.state, of: (row) => homologationState(row.state).label },
  { label: words.table.decision, of: (row) => word(decisionLabels, row.decision) },
  { label: words.page.authority, of: (row) => row.authority },
  { label: words.page.effect, moment: true, of: (row) => new Date(row.from) },
  { label: words.table.until, moment: true, of: (row) => new Date(row.until) },
  { label: words.page.reserves, of: (row) => row.reserves },
  { label: words.statistics.lateReserves, of: (row) => row.reservesLate },
  { label: words.statistics.openReviews, of: (row) => row.reviews },
  { label: words.page.measures, of: (row) => row.measures },
  { label: words.page.measuresDone(0, 0).replace(/^.* en place/, "En place"), of: (row) => row.measuresDone },
];

/** Hands out exactly what the page shows under the same address, all pages of it. */
export async function exportRegister(context: Context, request: Request, format: "csv" | "ods") {
  const { tenures } = await requireRight(context, request, "convention.read");
  const filter = registerFilter(new URL(request.url).searchParams);
  const rows = registerRows(context.db, reachOf(tenures, "dossier.read"), filter);
  const table: Table = {
    name: words.sheet,
    columns: columns.map(({ label, moment }) => ({ label, ...(moment && { moment }) })),
    rows: (async function* () {
      for await (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
  return download(table, format, `${words.file}-${context.now().toISOString().slice(0, 10)}`);
}
