import { Link } from "@remix-run/react";
import { committee as words } from "#app/messages/committee.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { InstanceLine } from "../queries/instances-page.ts";

const { table } = words;

/** Every instance: its next meeting, what it held against its minimum, what waits for it. */
export function InstancesTable({ rows, exports }: { rows: InstanceLine[]; exports: { format: string; to: string }[] }) {
  return (
    <DataTable
      caption={table.caption}
      titled
      rows={rows}
      keyOf={({ ref }) => ref}
      exports={exports}
      columns={[
        { key: "instance", label: table.instance, render: (row) => <Link to={`${paths.committees}/${row.ref}`}>{row.name}</Link> },
        { key: "dispositif", label: table.dispositif, render: (row) => row.dispositif.name },
        { key: "next", label: table.next, render: (row) => <Next next={row.next} /> },
        { key: "held", label: table.held, render: (row) => <Held row={row} /> },
        { key: "waiting", label: table.waiting, render: (row) => <Waits row={row} /> },
        { key: "seats", label: table.seats, render: (row) => words.seats(row.filled, row.seats) },
      ]}
    />
  );
} // biome-ignore format: one column a line

const Next = ({ next }: Pick<InstanceLine, "next">) =>
  next ? (
    <Link to={`${paths.committees}/seances/${next.ref}`}>
      <Moment at={next.at} short />
    </Link>
  ) : (
    <span className="tocsin-quiet">{words.noNext}</span>
  );

function Held({ row }: { row: InstanceLine }) {
  return (
    <>
      {words.held(row.held, row.least)}{" "}
      {row.missing > 0 && <StateBadge label={words.shortBadge} tone="warning" />}
    </>
  );
}

function Waits({ row }: { row: InstanceLine }) {
  return (
    <>
      {words.waits(row.waiting)}
      {row.late > 0 && <span className="com-late"> {words.waitsLate(row.late)}</span>}
    </>
  );
}
