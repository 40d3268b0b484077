import { incidentState, severityLabel } from "#app/messages/incident-words.ts";
import { register } from "#app/messages/register.ts";
import type { Cell, Table } from "#app/platform/tables/table.ts";
import { categoryLabels, certaintyLabels, perimeterLabels } from "#conventions/labels.ts";
import type { RegisterRow } from "../../queries/register.ts";

const { exported: label } = register;
const yesNo = (value: boolean | null) =>
  value === null ? register.unknown : value ? register.yes : register.no;
const word = (labels: Record<string, string>, key: string | null) => (key ? (labels[key] ?? key) : null);
const categoryWords = Object.fromEntries(
  Object.entries(categoryLabels).map(([key, one]) => [key, one.label]),
);

type Column = { label: string; moment?: true; of(row: RegisterRow): Cell };

const columns: readonly Column[] = [
  { label: label.ref, of: (row) => row.ref },
  { label: label.title, of: (row) => row.title },
  { label: label.state, of: (row) => incidentState(row.state).label },
  { label: label.category, of: (row) => word(categoryWords, row.category) },
  { label: label.certainty, of: (row) => word(certaintyLabels, row.certainty) },
  { label: label.severity, of: (row) => (row.severity ? severityLabel(row.severity) : null) },
  { label: label.personalData, of: (row) => yesNo(row.personalData) },
  { label: label.perimeter, of: (row) => word(perimeterLabels, row.perimeter) },
  { label: label.dispositif, of: (row) => row.dispositif },
  { label: label.place, of: (row) => row.place },
  { label: label.uai, of: (row) => row.uai },
  { label: label.departement, of: (row) => row.departement },
  { label: label.opened, moment: true, of: (row) => row.openedAt },
  { label: label.changed, moment: true, of: (row) => row.changedAt },
  { label: label.closed, moment: true, of: (row) => row.closedAt },
  { label: label.clock, of: (row) => row.deadline?.name ?? null },
  {
    label: label.due,
    moment: true,
    of: ({ deadline }) => (deadline?.dueAt ? new Date(deadline.dueAt) : null),
  },
  { label: label.rule, of: (row) => row.deadline?.rule ?? null },
  { label: label.article, of: (row) => row.deadline?.article ?? null },
  { label: label.breaches, of: (row) => row.breaches },
  { label: label.exercise, of: (row) => yesNo(row.exercise) },
];

/** The register as a table to hand out. */
export function registerTable(rows: AsyncIterable<RegisterRow>): Table {
  return {
    name: register.sheet,
    columns: columns.map(({ label, moment }) => ({ label, ...(moment && { moment }) })),
    rows: (async function* () {
      for await (const row of rows) yield columns.map((column) => column.of(row));
    })(),
  };
}
