import { Link } from "@remix-run/react";
import { register } from "#app/messages/register.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import type { PagesProps } from "#app/ui/list/pages.tsx";
import { paths } from "#app/ui/paths.ts";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import { categoryLabels } from "#conventions/labels.ts";
import type { Category } from "#conventions/schema.ts";
import type { RegisterRow } from "../../queries/register.ts";
import { IncidentMarks, IncidentState } from "./badges.tsx";

/** A row as the browser gets it. */
export type ShownIncident = Omit<RegisterRow, "openedAt" | "changedAt" | "closedAt"> & { openedAt: string };

/** The page of an incident; its reference can be said on the phone. */
export const incidentPath = (ref: string) => `${paths.incidents}/${ref}`;

const { column } = register;
const columns: readonly Column<ShownIncident>[] = [
  {
    key: "incident",
    label: column.incident,
    render: (row) => (
      <>
        <Link to={incidentPath(row.ref)} className="fr-text--bold">
          {row.title}
        </Link>
        <p className="tocsin-quiet fr-mb-0">
          {row.ref}
          {row.category && ` · ${categoryLabels[row.category as Category]?.label ?? row.category}`}
        </p>
      </>
    ),
  },
  {
    key: "place",
    label: column.place,
    render: (row) => (
      <>
        {row.place}
        <p className="tocsin-quiet fr-mb-0">{row.dispositif}</p>
      </>
    ),
  },
  {
    key: "state",
    label: column.state,
    render: (row) => (
      <>
        <IncidentState state={row.state} />{" "}
        <IncidentMarks severity={row.severity} breaches={row.breaches} exercise={row.exercise} />
      </>
    ),
  },
  {
    key: "deadline",
    label: column.deadline,
    render: (row) => <NextDeadline deadline={row.deadline} conventionKey={row.conventionKey} />,
  },
  { key: "declared", label: column.declared, render: (row) => <Moment at={row.openedAt} short /> },
];

/** The nearest clock that runs, with the article that sets it. */
function NextDeadline({ deadline, conventionKey }: Pick<ShownIncident, "deadline" | "conventionKey">) {
  if (!deadline) return <span className="tocsin-quiet">{register.noDeadline}</span>;
  return (
    <>
      <TimeLeft dueAt={deadline.dueAt} explanation={deadline.explanation} />
      <p className="tocsin-quiet fr-mb-0">
        {deadline.name} ·{" "}
        <Link to={`${paths.conventions}/${conventionKey}#regle-${deadline.rule}`}>
          {register.article(deadline.article)}
        </Link>
      </p>
    </>
  );
}

type Props = {
  rows: readonly ShownIncident[];
  caption: string;
  pages?: PagesProps;
  exports?: readonly { format: string; to: string }[];
};

/** Incidents as a list. */
export const IncidentTable = (props: Props) => (
  <DataTable columns={columns} keyOf={(row) => row.id} {...props} />
);
