import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api.js";
import type { Graph, GraphEdge, GraphNode } from "#machines/procedure/graph.ts";
import {
  type Box,
  type DrawnEdge,
  type DrawnElsewhere,
  type DrawnNode,
  type Format,
  formats,
  LINE,
  SMALL,
  SMALL_LINE,
  TEXT,
} from "./drawing-types.ts";
import { layOut } from "./elk.ts";
import { wrap } from "./wrap.ts";

export type DrawnPart = {
  width: number;
  height: number;
  nodes: DrawnNode[];
  elsewhere: DrawnElsewhere[];
  edges: DrawnEdge[];
};

/** One phase of a procedure, laid out from its own corner. What comes from another phase starts at a small tag. */
export async function drawPhase(graph: Graph, phase: string, format: Format): Promise<DrawnPart> {
  const labels = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodes = graph.nodes.filter((node) => node.phase === phase).map((node) => boxOf(node, format));
  const here = new Set(nodes.map(({ id }) => id));
  const entering = graph.edges.filter(({ to }) => here.has(to));
  const elsewhere = new Map<string, DrawnElsewhere>();
  for (const edge of entering)
    if (!here.has(edge.from)) {
      const tag = tagOf(edge, labels.get(edge.from), format);
      elsewhere.set(tag.id, tag);
    }
  const labelled = new Map(
    entering.filter((edge) => here.has(edge.from)).map((edge) => [edge.id, optionOf(edge, format)]),
  );
  const laid = await layOut({
    id: phase,
    layoutOptions: optionsOf(format),
    children: [...nodes, ...elsewhere.values()].map(({ id, width, height }) => ({ id, width, height })),
    edges: entering.map((edge) => ({
      id: edge.id,
      sources: [here.has(edge.from) ? edge.from : tagId(edge)],
      targets: [edge.to],
      labels: [labelled.get(edge.id) ?? []].flat(),
    })),
  });
  const at = new Map(laid.children?.map((child) => [child.id, child]));
  const placed = <One extends Box & { id: string }>(one: One): One => ({
    ...one,
    ...cornerOf(at.get(one.id)),
  });
  return {
    width: laid.width ?? 0,
    height: laid.height ?? 0,
    nodes: nodes.map(placed),
    elsewhere: [...elsewhere.values()].map(placed),
    edges: (laid.edges ?? []).map((edge) => drawnEdge(edge, labelled.get(edge.id))),
  };
}

function optionsOf(format: Format): Record<string, string> {
  const { abreast, ratio } = formats[format];
  return {
    "elk.algorithm": "layered",
    "elk.direction": "DOWN",
    "elk.edgeRouting": "ORTHOGONAL",
    "elk.spacing.nodeNode": "18",
    "elk.spacing.edgeNode": "12",
    "elk.spacing.edgeEdge": "10",
    "elk.spacing.componentComponent": "18",
    "elk.layered.spacing.nodeNodeBetweenLayers": "32",
    "elk.separateConnectedComponents": "true",
    "elk.aspectRatio": String(ratio),
    "elk.padding": "[top=12,left=12,bottom=12,right=12]",
    ...(format === "narrow" && {
      "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
      "elk.layered.layering.coffmanGraham.layerBound": String(abreast),
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
    }),
  };
}

/** A decision's points eat some of its width; each box keeps a line for its state. */
function boxOf({ id, kind, label }: GraphNode, format: Format): DrawnNode {
  const width = formats[format].box;
  const lines = wrap(label, width - (kind === "decision" ? 52 : 24), TEXT, 5);
  return { id, kind, lines, width, height: 22 + (lines.length + 1) * LINE, x: 0, y: 0 };
}

const tagId = ({ from, kind, label }: GraphEdge) => `ailleurs:${from}:${kind === "option" ? label : ""}`;

function tagOf(edge: GraphEdge, from: GraphNode | undefined, format: Format): DrawnElsewhere {
  const width = formats[format].box - 12;
  const text = edge.label ? `${from?.label ?? edge.from} : ${edge.label}` : (from?.label ?? edge.from);
  const lines = wrap(text, width - 16, SMALL, 2);
  return {
    id: tagId(edge),
    from: edge.from,
    lines,
    width,
    height: 8 + lines.length * SMALL_LINE,
    x: 0,
    y: 0,
    ...(edge.label && { option: edge.label }),
  };
}

function optionOf({ label }: GraphEdge, format: Format) {
  if (!label) return undefined;
  const lines = wrap(label, formats[format].option, SMALL, 2);
  return { text: label, lines, width: formats[format].option, height: lines.length * SMALL_LINE + 2 };
}

const cornerOf = (node: ElkNode | undefined) => ({ x: node?.x ?? 0, y: node?.y ?? 0 });

function drawnEdge(edge: ElkExtendedEdge, option: ReturnType<typeof optionOf>): DrawnEdge {
  const [section] = edge.sections ?? [];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  const [label] = edge.labels ?? [];
  return {
    id: edge.id,
    path: points.map(({ x, y }, rank) => `${rank === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(""),
    ...(option &&
      label && {
        label: {
          x: label.x ?? 0,
          y: label.y ?? 0,
          width: option.width,
          height: option.height,
          lines: option.lines,
          full: option.text,
        },
      }),
  };
}

const round = (n: number) => Math.round(n * 10) / 10;
