import { describeGraph } from "#machines/procedure/graph.ts";
import type { Runbook } from "#runbooks/schema.ts";
import type { Drawing, Format } from "./drawing-types.ts";
import { drawPhase } from "./phase.ts";

/** Room for the title above each phase, and between two of them. Pixels. */
const TITLE = 44;
const GAP = 16;

const drawings = new Map<string, Promise<Drawing>>();
const MAX = 64;

/**
 * The drawing of a runbook, phases one under the other; worked out once for each text and format.
 * @param hash of the runbook's text.
 */
export function drawingOf(runbook: Runbook, hash: string, format: Format): Promise<Drawing> {
  const key = `${format} ${hash}`;
  const known = drawings.get(key);
  if (known) return known;
  if (drawings.size >= MAX) drawings.clear();
  const made = draw(runbook, format);
  drawings.set(key, made);
  made.catch(() => drawings.delete(key));
  return made;
}

async function draw(runbook: Runbook, format: Format): Promise<Drawing> {
  const graph = describeGraph(runbook);
  const drawing: Drawing = { width: 0, height: 0, phases: [], nodes: [], elsewhere: [], edges: [] };
  for (const { key, title } of runbook.phases) {
    const part = await drawPhase(graph, key, format);
    const top = drawing.height + TITLE;
    drawing.phases.push({ key, title, y: drawing.height, height: TITLE + part.height });
    const lowered = <One extends { y: number }>(one: One): One => ({ ...one, y: one.y + top });
    drawing.nodes.push(...part.nodes.map(lowered));
    drawing.elsewhere.push(...part.elsewhere.map(lowered));
    drawing.edges.push(
      ...part.edges.map((edge) => ({
        ...edge,
        path: edge.path.replace(/([ML][\d.-]+ )([\d.-]+)/g, (_, x, y) => `${x}${Number(y) + top}`),
        ...(edge.label && { label: lowered(edge.label) }),
      })),
    );
    drawing.width = Math.max(drawing.width, part.width);
    drawing.height = top + part.height + GAP;
  }
  return drawing;
}
