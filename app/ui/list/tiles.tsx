import { Link, useSearchParams } from "@remix-run/react";
import { ui } from "#app/messages/ui.ts";
import { DataTable } from "./data-table.tsx";

export type Tile = { key: string; label: string; total: number; answered: number; to?: string };

const share = ({ answered, total }: Tile) => (total === 0 ? 0 : Math.round((100 * answered) / total));
const { tilesColumns: names } = ui;

/** More than fifty people: one tile a place with the share answered, and the table one press away (`?vue=table`). */
export function Tiles({ caption, tiles }: { caption: string; tiles: readonly Tile[] }) {
  const [search] = useSearchParams();
  const table = search.get("vue") === "table";
  const other = new URLSearchParams(search);
  if (table) other.delete("vue");
  else other.set("vue", "table");
  return (
    <>
      <p className="tocsin-toggle">
        <Link to={`?${other}`} preventScrollReset className="fr-link">
          {table ? ui.tilesGrid : ui.tilesTable}
        </Link>
      </p>
      {table ? (
        <DataTable
          caption={caption}
          rows={tiles}
          keyOf={(tile) => tile.key}
          columns={[
            { key: "place", label: names.place, render: (tile) => <Name tile={tile} /> },
            { key: "total", label: names.total, render: (tile) => tile.total },
            { key: "answered", label: names.answered, render: (tile) => tile.answered },
            { key: "share", label: names.share, render: (tile) => `${share(tile)} %` },
          ]}
        />
      ) : (
        <ul className="tocsin-tiles" aria-label={caption}>
          {tiles.map((tile) => (
            <li key={tile.key}>
              <Name tile={tile} />
              <strong aria-hidden="true">{share(tile)} %</strong>
              <progress max={tile.total} value={tile.answered} aria-label={tile.label} />
              <span className="tocsin-quiet">{ui.tilesAnswered(tile.answered, tile.total)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Name = ({ tile }: { tile: Tile }) =>
  tile.to ? <Link to={tile.to}>{tile.label}</Link> : <span>{tile.label}</span>;
