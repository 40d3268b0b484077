import { Link } from "@remix-run/react";
import { crisisState, crisisList as words } from "#app/messages/crisis-list.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { Moment } from "#app/ui/time/moment.tsx";
import type { PastCrisis } from "../../queries/list.ts";

const columns: Column<PastCrisis>[] = [
  {
    key: "crisis",
    label: words.column.crisis,
    render: ({ ref, title, exercise }) => (
      <>
        <Link to={`/crises/${ref}`} dir="auto">
          <span className="tocsin-ref">{ref}</span> · {title}
        </Link>{" "}
        {exercise && <StateBadge label={words.exercise} tone="warning" />}
      </>
    ),
  },
  { key: "place", label: words.column.place, render: ({ place, dispositif }) => `${place}, ${dispositif}` },
  { key: "state", label: words.column.state, render: ({ state }) => <StateBadge {...crisisState(state)} /> },
  { key: "opened", label: words.column.opened, render: ({ openedAt }) => <Moment at={openedAt} short /> },
  { key: "closed", label: words.column.closed, render: ({ closedAt }) => <Moment at={closedAt} short /> },
];

/** Crises that are over, closed or stood down. */
export const PastTable = ({
  crises,
  pages,
  current,
}: {
  crises: readonly PastCrisis[];
  pages: number;
  current: number;
}) => (
  <DataTable
    caption={words.past}
    columns={columns}
    rows={crises}
    keyOf={({ ref }) => ref}
    pages={{ count: pages, current }}
  />
);
