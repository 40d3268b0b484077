import {
  type DrawnElsewhere,
  type DrawnNode,
  LINE,
  SMALL,
  SMALL_LINE,
} from "#app/crisis/layout/drawing-types.ts";
import { wrap } from "#app/crisis/layout/wrap.ts";
import { actionState, procedure, whoLabel } from "#app/messages/crisis-procedure.ts";
import type { GraphNode } from "#machines/procedure/graph.ts";
import { isLive } from "#machines/procedure/states.ts";
import { StateSign } from "./state-shape.tsx";

const POINT = 22;

function outline({ kind, width: w, height: h }: DrawnNode, inset = 0) {
  const [l, t, r, b] = [inset, inset, w - inset, h - inset];
  if (kind === "step") return `M${l} ${t}H${r}V${b}H${l}z`;
  return `M${l + POINT} ${t}H${r - POINT}L${r} ${h / 2}L${r - POINT} ${b}H${l + POINT}L${l} ${h / 2}z`;
}

type Props = {
  drawn: DrawnNode;
  node: GraphNode;
  href: string /** Option retained. */;
  chosen?: string | undefined;
};

/** A step or a decision: its text, the sign and word of its state; leads to it in the list. */
export function DrawingNode({ drawn, node, href, chosen }: Props) {
  const { key, label } = actionState(node.state);
  const now = isLive(node.state);
  const kind = node.kind === "decision" ? procedure.decision : procedure.step;
  const words = chosen ? `${label} : ${chosen}` : label;
  const left = node.kind === "decision" ? POINT + 4 : 12;
  return (
    <g transform={`translate(${drawn.x} ${drawn.y})`}>
      <a
        href={href}
        className={`procedure-node procedure-is-${key}${now ? " procedure-now" : ""}`}
        aria-label={procedure.nodeName(
          kind,
          node.label,
          node.state ? words : "",
          whoLabel(node.who, node.party),
        )}
      >
        <path className="procedure-box" d={outline(drawn)} />
        {now && <path className="procedure-inner" d={outline(drawn, 4)} />}
        {drawn.lines.map((line, rank) => (
          <text key={line + String(rank)} x={left} y={24 + rank * LINE}>
            {line}
          </text>
        ))}
        {node.state && (
          <>
            <StateSign state={node.state} x={left} y={drawn.height - 23} />
            <text className="procedure-state" x={left + 20} y={drawn.height - 11}>
              {wrap(words, drawn.width - left - 40, SMALL, 1)[0]}
            </text>
          </>
        )}
      </a>
    </g>
  );
}

/** Where a line comes from, when that is drawn in another phase. */
export function DrawingElsewhere({
  drawn,
  href,
  label,
}: {
  drawn: DrawnElsewhere;
  href: string;
  label: string;
}) {
  return (
    <g transform={`translate(${drawn.x} ${drawn.y})`}>
      <a href={href} className="procedure-elsewhere" aria-label={label}>
        <rect width={drawn.width} height={drawn.height} rx={drawn.height / 2} />
        {drawn.lines.map((line, rank) => (
          <text key={line + String(rank)} x={drawn.width / 2} y={15 + rank * SMALL_LINE} textAnchor="middle">
            {line}
          </text>
        ))}
      </a>
    </g>
  );
}
