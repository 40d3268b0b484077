import { Link } from "@remix-run/react";
import { homologation, homologationState, natureLabels, needLabels } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { SystemRow } from "../queries/systems.ts";

const words = homologation.systems;

/** Systems with what stands of their homologation. */
export const SystemsTable = ({ rows, next }: { rows: readonly SystemRow[]; next: string | null }) => (
  <DataTable
    caption={words.caption}
    rows={rows}
    keyOf={(row) => row.id}
    pages={{ next }}
    columns={[
      {
        key: "name",
        label: words.name,
        render: (row) => (
          <>
            <Link to={`${paths.homologation}/systemes/${row.ref}`} className="fr-text--bold">
              {row.title}
            </Link>
            <p className="tocsin-quiet fr-mb-0">
              {row.ref} · {natureLabels[row.nature] ?? row.nature}
            </p>
          </>
        ),
      },
      { key: "owner", label: words.owner, render: (row) => row.owner },
      { key: "need", label: words.need, render: (row) => (row.need ? needLabels[row.need] : words.noNeed) },
      {
        key: "current",
        label: words.current,
        render: (row) => (
          <>
            {row.current ? (
              <Link to={`${paths.homologation}/${row.current.ref}`}>
                <StateBadge {...homologationState(row.current.state)} />
              </Link>
            ) : (
              words.never
            )}
            {row.preparing && (
              <p className="fr-mb-0">
                <Link to={`${paths.homologation}/${row.preparing}`}>{row.preparing}</Link> {words.preparing}
              </p>
            )}
          </>
        ),
      },
    ]}
  />
);
