import type { Drawing } from "#app/crisis/layout/drawing-types.ts";
import { procedure } from "#app/messages/crisis-procedure.ts";
import type { Graph } from "#machines/procedure/graph.ts";
import { DrawingEdges } from "./drawing-edges.tsx";
import { DrawingElsewhere, DrawingNode } from "./drawing-node.tsx";

type Props = {
  drawing: Drawing;
  graph: Graph;
  title: string;
  /** Told apart from another drawing of the same page. */
  name: string;
  /** Words of the option retained, by decision. */
  chosen?: Readonly<Record<string, string>>;
  /** Address of a step, from its key. */
  hrefOf(key: string): string;
};

/** The procedure as a picture whose boxes are links. Wider than the screen, it scrolls in its own frame. */
export function DrawingView({ drawing, graph, title, name, chosen, hrefOf }: Props) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const { width, height } = drawing;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="procedure-frame" tabIndex={0} aria-label={procedure.scroll}>
      {/* biome-ignore lint/a11y/useSemanticElements: an image would hide the links inside. */}
      <svg
        role="group"
        aria-label={procedure.drawing(title)}
        className="procedure-drawing"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
      >
        {drawing.phases.map((phase) => (
          <g key={phase.key}>
            <rect className="procedure-phase" y={phase.y} width={width} height={phase.height} />
            <text className="procedure-phase-title" x={12} y={phase.y + 28}>
              {phase.title}
            </text>
          </g>
        ))}
        <DrawingEdges drawn={drawing.edges} edges={graph.edges} arrow={`fleche-${name}`} />
        {drawing.elsewhere.map((one) => {
          const from = nodes.get(one.from);
          const text = one.option ? `${from?.label} : ${one.option}` : (from?.label ?? one.from);
          return (
            <DrawingElsewhere
              key={one.id}
              drawn={one}
              href={hrefOf(one.from)}
              label={`${text}, ${procedure.elsewhere}`}
            />
          );
        })}
        {drawing.nodes.map((drawn) => {
          const node = nodes.get(drawn.id);
          return (
            node && (
              <DrawingNode
                key={drawn.id}
                drawn={drawn}
                node={node}
                href={hrefOf(drawn.id)}
                chosen={chosen?.[drawn.id]}
              />
            )
          );
        })}
      </svg>
    </section>
  );
}
