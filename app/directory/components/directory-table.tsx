import { Link } from "@remix-run/react";
import { directory } from "#app/messages/directory-pages.ts";
import { kindLabel } from "#app/messages/directory-words.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import { StateBadge } from "#app/ui/state-badge.tsx";
import type { DirectoryRow } from "../queries/directory-page.ts";
import { Mailbox } from "./mail-state.tsx";

/** The page of an organisation. */
export const organisationPath = (key: string) => `${paths.directory}/${encodeURIComponent(key)}`;

const { column } = directory;
const columns: readonly Column<DirectoryRow>[] = [
  {
    key: "name",
    label: column.name,
    render: (row) => (
      <>
        <Link to={organisationPath(row.key)}>{row.name}</Link>{" "}
        {row.closed && <StateBadge label={directory.closed} tone="neutral" />}
        <p className="tocsin-quiet fr-mb-0">{[kindLabel(row.kind), row.uai].filter(Boolean).join(" · ")}</p>
      </>
    ),
  },
  {
    key: "place",
    label: column.place,
    render: (row) => [row.communeName, row.departement && `(${row.departement})`].filter(Boolean).join(" "),
  },
  { key: "mail", label: column.mail, render: (row) => <Mailbox mail={row.mail} state={row.mailState} /> },
  { key: "holders", label: column.holders, render: (row) => directory.holders(row.holders) },
];

/** Organisations as a list. */
export const DirectoryTable = ({ rows, next }: { rows: readonly DirectoryRow[]; next: string | null }) => (
  <DataTable
    caption={directory.caption}
    rows={rows}
    columns={columns}
    keyOf={(row) => row.id}
    pages={{ next }}
  />
);
