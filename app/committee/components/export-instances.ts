import { committee as words } from "#app/messages/committee.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { type InstanceLine, instancesPage } from "../queries/instances-page.ts";
import { instanceFilter } from "./instance-filter.ts";

type Column = { label: string; moment?: true; of(row: InstanceLine): Cell };
const { table, figures, page } = words;
const columns: readonly Column[] = [
  { label: table.instance, of: (row) => row.name },
  { label: table.dispositif, of: (row) => row.dispositif.name },
  { label: page.seats, of: (row) => row.filled },
  { label: page.seat, of: (row) => row.seats },
  { label: table.next, moment: true, of: (row) => (row.next ? new Date(row.next.at) : null) },
  { label: figures.year, of: (row) => row.year },
  { label: figures.columns.held, of: (row) => row.held },
  { label: figures.columns.planned, of: (row) => row.planned },
  { label: figures.columns.least, of: (row) => row.least },
  { label: figures.columns.missing, of: (row) => row.missing },
  { label: figures.columns.rule, of: (row) => row.cited?.rule ?? null },
  { label: table.waiting, of: (row) => row.waiting },
  { label: page.late, of: (row) => row.late },
];

/** Hands out exactly what the list shows under the same address. */
export async function exportInstances(context: Context, request: Request, format: "csv" | "ods") {
  const caller = await requirePerson(context, request);
  const filter = instanceFilter(new URL(request.url).searchParams);
  const rows = await instancesPage(context.db, caller, filter, context.now());
  const table: Table = {
    name: words.sheet,
    columns: columns.map(({ label, moment }) => ({ label, ...(moment && { moment }) })),
    rows: (async function* () {
      for (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
  return download(table, format, `${words.file}-${context.now().toISOString().slice(0, 10)}`);
}
