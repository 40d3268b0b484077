import { Link } from "@remix-run/react";
import { directionLabels, homologation } from "#app/messages/homologation.ts";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { paths } from "#app/ui/paths.ts";
import type { SystemsDrawing } from "../layout/graph.ts";
import type { LinkRow } from "../queries/graph.ts";

const words = homologation.systems;

/** The systems and what joins them: boxes are links; the table behind says the same. */
export function SystemsGraph({
  drawing,
  rows,
}: {
  drawing: SystemsDrawing | null;
  rows: readonly LinkRow[];
}) {
  if (rows.length === 0) return null;
  return (
    <section className="fr-mt-6w" aria-labelledby="articulations">
      <h2 id="articulations" className="fr-h4">
        {words.graph}
      </h2>
      <p>{words.graphLead}</p>
      {drawing && <Drawing drawing={drawing} />}
      <details className="fr-mt-2w">
        <summary>{words.graphTable}</summary>
        <DataTable
          caption={words.graphTable}
          rows={rows}
          keyOf={(row) => row.key}
          columns={[
            {
              key: "from",
              label: words.from,
              render: (row) => <Link to={`${paths.homologation}/systemes/${row.fromRef}`}>{row.from}</Link>,
            },
            {
              key: "to",
              label: words.to,
              render: (row) =>
                row.toRef ? (
                  <Link to={`${paths.homologation}/systemes/${row.toRef}`}>{row.to}</Link>
                ) : (
                  `${row.to} (${words.unknown})`
                ),
            },
            {
              key: "means",
              label: words.means,
              render: (row) => `${row.means} · ${directionLabels[row.direction]}`,
            },
            {
              key: "data",
              label: words.data,
              render: (row) => `${row.data}${row.minors ? ` · ${words.minors}` : ""}`,
            },
          ]}
        />
      </details>
    </section>
  );
}

function Drawing({ drawing: { width, height, boxes, lines } }: { drawing: SystemsDrawing }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="hom-frame" tabIndex={0} aria-label={words.graphScroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: an image would hide the links inside. */}
      <svg
        role="group"
        aria-label={words.graph}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
      >
        <defs>
          <marker
            id="hom-fleche"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            orient="auto-start-reverse"
            markerUnits="userSpaceOnUse"
          >
            <path className="hom-arrow" d="M0 0 8 4 0 8z" />
          </marker>
        </defs>
        {lines.map(({ id, path, label, both }) => (
          <path
            key={id}
            className="hom-edge"
            d={path}
            markerEnd="url(#hom-fleche)"
            {...(both && { markerStart: "url(#hom-fleche)" })}
          >
            <title>{label}</title>
          </path>
        ))}
        {boxes.map(({ id, label, lines, to, x, y, width, height }) => {
          const inside = (
            <>
              <rect width={width} height={height} rx="4" />
              {lines.map((line, n) => (
                <text key={line + String(n)} x={width / 2} y={22 + n * 18} textAnchor="middle">
                  {line}
                </text>
              ))}
            </>
          );
          return (
            <g key={id} transform={`translate(${x} ${y})`}>
              {to ? (
                <a href={to} className="hom-box" aria-label={label}>
                  {inside}
                </a>
              ) : (
                <g className="hom-box hom-outside">
                  <title>{`${label}, ${words.unknown}`}</title>
                  {inside}
                </g>
              )}
            </g>
          );
        })}
      </svg>
    </section>
  );
}
