import { Link } from "@remix-run/react";
import { homologation, measureStateLabels } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import { dayWritten } from "#machines/days.ts";
import type { PlanRow } from "../plan/plan-rows.ts";

const words = homologation.plan;
const tones = { todo: "neutral", doing: "info", done: "success", "not-applicable": "neutral" } as const;

/** Measures across systems, soonest due first; late is a word. */
export const PlanTable = (props: {
  rows: readonly PlanRow[];
  today: string;
  exports: readonly { format: string; to: string }[];
}) => (
  <DataTable
    caption={words.caption}
    rows={props.rows}
    keyOf={(row) => row.ref + row.key}
    exports={props.exports}
    columns={[
      {
        key: "measure",
        label: words.measure,
        render: (row) => (
          <>
            <strong>{row.measure}</strong>
            {row.title !== row.measure && <p className="tocsin-quiet fr-mb-0">{row.title}</p>}
          </>
        ),
      },
      {
        key: "system",
        label: words.system,
        render: (row) => (
          <>
            <Link to={`${paths.homologation}/${row.ref}`}>{row.system}</Link>
            <p className="tocsin-quiet fr-mb-0">{row.ref}</p>
          </>
        ),
      },
      {
        key: "state",
        label: words.state,
        render: (row) => (
          <StateBadge
            label={measureStateLabels[row.state] ?? row.state}
            tone={tones[row.state as keyof typeof tones] ?? "neutral"}
          />
        ),
      },
      { key: "owner", label: words.owner, render: (row) => row.owner ?? "–" },
      {
        key: "due",
        label: words.due,
        render: (row) => (
          <>
            {dayWritten(row.dueAt) ?? "–"}{" "}
            {row.dueAt && row.dueAt < props.today && (row.state === "todo" || row.state === "doing") && (
              <StateBadge label={words.late} tone="error" />
            )}
          </>
        ),
      },
    ]}
  />
);
