import { homologation, measureStateLabels } from "#app/messages/homologation.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { dayWritten } from "#machines/days.ts";
import type { PlanRow } from "./plan-rows.ts";

const words = homologation.plan;

/** The columns of the plan: those that may be brought back changed say how they are read. */
export const planColumns: { name: keyof typeof words.columns; of(row: PlanRow): string }[] = [
  { name: "ref", of: (row) => row.ref },
  { name: "system", of: (row) => row.system },
  { name: "key", of: (row) => row.key },
  { name: "catalogue", of: (row) => row.catalogue },
  { name: "measure", of: (row) => row.measure },
  { name: "title", of: (row) => row.title },
  { name: "state", of: (row) => measureStateLabels[row.state] ?? row.state },
  { name: "owner", of: (row) => row.owner ?? "" },
  { name: "due", of: (row) => dayWritten(row.dueAt) ?? "" },
  { name: "proof", of: (row) => row.proof ?? "" },
  { name: "note", of: (row) => row.note ?? "" },
];

/** The action plan as a table to hand out. */
export const planTable = (rows: AsyncIterable<PlanRow>): Table => ({
  name: words.sheet,
  columns: planColumns.map(({ name }) => ({ label: words.columns[name] })),
  rows: (async function* (): AsyncGenerator<Cell[]> {
    for await (const row of rows) yield planColumns.map(({ of }) => of(row));
  })(),
});
