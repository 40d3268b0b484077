import { Link, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { ui } from "#app/messages/ui.ts";
import { Exports } from "./exports.tsx";
import { Pages, type PagesProps } from "./pages.tsx";

export type Column<Row> = {
  key: string;
  label: string;
  /** The list can be sorted by it: `?tri=key`, `?tri=-key` downwards. */
  sortable?: boolean;
  render(row: Row): ReactNode;
};

type Props<Row> = {
  /** Says what the table holds; read first by screen readers. */
  caption: string;
  /** A heading above says it already: the caption is for screen readers alone. */
  titled?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** Rows that changed while the reader looks. */
  isFresh?(row: Row): boolean;
  exports?: readonly { format: string; to: string }[];
  pages?: PagesProps;
};

/** A list as a table; on a phone each row becomes a card, its cells named. Sorting and pages live in the URL. */
export function DataTable<Row>({
  caption,
  titled,
  columns,
  rows,
  keyOf,
  isFresh,
  exports = [],
  pages,
}: Props<Row>) {
  return (
    <>
      <div className="fr-table tocsin-table">
        <div className="fr-table__wrapper">
          <div className="fr-table__container">
            <div className="fr-table__content">
              <table>
                <caption className={titled ? "fr-sr-only" : undefined}>{caption}</caption>
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <HeaderCell key={column.key} column={column} />
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={keyOf(row)} className={isFresh?.(row) ? "tocsin-fresh" : undefined}>
                      {columns.map((column) => (
                        <td key={column.key} data-label={column.label}>
                          <div>{column.render(row)}</div>
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </div>
        </div>
      </div>
      {pages && <Pages {...pages} />}
      <Exports exports={exports} />
    </>
  );
}

function HeaderCell<Row>({ column: { key, label, sortable } }: { column: Column<Row> }) {
  const [search] = useSearchParams();
  if (!sortable) return <th scope="col">{label}</th>;
  const sort = search.get("tri");
  const way = sort === key ? "asc" : sort === `-${key}` ? "desc" : null;
  const next = new URLSearchParams(search);
  next.set("tri", way === "asc" ? `-${key}` : key);
  next.delete("apres");
  next.delete("page");
  const ordered = way === "asc" ? "ascending" : "descending";
  return (
    <th scope="col" {...(way && { "aria-sort": ordered })}>
      <Link to={`?${next}`} preventScrollReset aria-label={ui.sortBy(label)}>
        {label}
        {way && <span className={way === "asc" ? "fr-icon-arrow-up-s-line" : "fr-icon-arrow-down-s-line"} />}
      </Link>
    </th>
  );
}
