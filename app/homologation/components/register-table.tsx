import { Link } from "@remix-run/react";
import { decisionLabels, homologationState, homologation as words } from "#app/messages/homologation.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import { TimeLeft } from "#app/ui/time/time-left.tsx";
import type { PreparingRow, RegisterRow } from "../queries/register.ts";

const { table } = words;
const columns: readonly Column<RegisterRow>[] = [
  {
    key: "system",
    label: table.system,
    render: (row) => (
      <>
        <Link to={`${paths.homologation}/${row.ref}`} className="fr-text--bold">
          {row.title}
        </Link>
        <p className="tocsin-quiet fr-mb-0">
          {row.ref} · {row.owner}
        </p>
      </>
    ),
  },
  {
    key: "state",
    label: table.state,
    render: (row) => (
      <>
        <StateBadge {...homologationState(row.state)} />
        <p className="tocsin-quiet fr-mb-0">{decisionLabels[row.decision] ?? row.decision}</p>
      </>
    ),
  },
  {
    key: "until",
    label: table.until,
    render: (row) => <TimeLeft dueAt={row.until} />,
  },
  {
    key: "open",
    label: table.open,
    render: (row) => {
      const lines = words.follow(row.reserves, row.reservesLate, row.reviews);
      return lines.length > 0 ? lines.join(", ") : <span className="tocsin-quiet">{words.nothing}</span>;
    },
  },
];

/** The table behind the line. */
export const RegisterTable = (props: {
  rows: readonly RegisterRow[];
  next: string | null;
  exports: readonly { format: string; to: string }[];
}) => (
  <DataTable
    caption={table.caption}
    columns={columns}
    rows={props.rows}
    keyOf={(row) => row.id}
    pages={{ next: props.next }}
    exports={props.exports}
  />
);

/** What is being prepared, moved last first. */
export function Preparing({ rows }: { rows: readonly PreparingRow[] }) {
  return (
    <section className="fr-mt-6w" aria-labelledby="preparation">
      <h2 id="preparation" className="fr-h4">
        {words.preparing.title}
      </h2>
      {rows.length === 0 ? (
        <p>{words.preparing.none}</p>
      ) : (
        <DataTable
          titled
          caption={words.preparing.caption}
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            {
              key: "system",
              label: table.system,
              render: (row) => (
                <>
                  <Link to={`${paths.homologation}/${row.ref}`} className="fr-text--bold">
                    {row.title}
                  </Link>
                  <p className="tocsin-quiet fr-mb-0">{row.ref}</p>
                </>
              ),
            },
            {
              key: "state",
              label: table.state,
              render: (row) => <StateBadge {...homologationState(row.state)} />,
            },
            { key: "lead", label: words.preparing.lead, render: (row) => row.lead ?? "–" },
            {
              key: "moved",
              label: words.preparing.since,
              render: (row) => <Moment at={row.changedAt} short />,
            },
          ]}
        />
      )}
    </section>
  );
}
