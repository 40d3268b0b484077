import { type DrawnEdge, SMALL_LINE } from "#app/crisis/layout/drawing-types.ts";
import type { GraphEdge } from "#machines/procedure/graph.ts";

/** The order of painting: the way taken stays on top. */
const depth: Record<string, number> = { aside: 0, ahead: 1, came: 2 };

/** The arrows, with the words of the options; what they join is said by the nodes and by the list. */
export function DrawingEdges({
  drawn,
  edges,
  arrow,
}: {
  drawn: DrawnEdge[];
  edges: GraphEdge[];
  arrow: string;
}) {
  const known = new Map(edges.map((edge) => [edge.id, edge]));
  const wayOf = (id: string) => known.get(id)?.way ?? "ahead";
  const sorted = [...drawn].sort((a, b) => (depth[wayOf(a.id)] ?? 1) - (depth[wayOf(b.id)] ?? 1));
  return (
    <g>
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          orient="auto"
          markerUnits="userSpaceOnUse"
        >
          <path className="procedure-arrow" d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {sorted.map(({ id, path }) => (
        <path
          key={id}
          className={`procedure-edge procedure-${wayOf(id)}`}
          d={path}
          markerEnd={`url(#${arrow})`}
        />
      ))}
      {sorted.map(
        ({ id, label }) =>
          label && (
            <g
              key={id}
              className={`procedure-option procedure-${wayOf(id)}`}
              transform={`translate(${label.x} ${label.y})`}
            >
              <title>{label.full}</title>
              {label.lines.map((line, rank) => (
                <text
                  key={line + String(rank)}
                  x={label.width / 2}
                  y={12 + rank * SMALL_LINE}
                  textAnchor="middle"
                >
                  {line}
                </text>
              ))}
            </g>
          ),
      )}
    </g>
  );
}
