import type { ElkNode } from "elkjs/lib/elk-api.js";

/** A box of the drawing: a system of the register, or the name of one outside it. Pixels. */
export type Box = {
  id: string;
  label: string;
  lines: string[];
  to: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
};
export type Line = { id: string; path: string; label: string; both: boolean };
export type SystemsDrawing = { width: number; height: number; boxes: Box[]; lines: Line[] };
export type Link = { id: string; from: string; to: string; label: string; both: boolean };

const WIDTH = 172;
const LETTERS = 19;
/** More than this is read in the table, not in a picture. */
export const MOST_DRAWN = 60;

const wrapped = (text: string): string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.slice(0, LETTERS));
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]?.slice(0, LETTERS - 1)}…`] : lines;
};

type Layouter = { layout(graph: ElkNode): Promise<ElkNode> };
let engine: Promise<Layouter> | undefined;
/** 1.5 MB: loaded when something is first drawn, on the server only. */
function load(): Promise<Layouter> {
  engine ??= import("elkjs/lib/elk.bundled.js").then((loaded) => {
    const made = loaded.default as unknown as { default?: new () => Layouter } & (new () => Layouter);
    return new (made.default ?? made)();
  });
  return engine;
}

/** The systems and what joins them, laid out from top to bottom: a phone scrolls that way. */
export async function drawSystems(
  nodes: { id: string; label: string; to: string | null }[],
  links: Link[],
): Promise<SystemsDrawing> {
  const boxes = nodes.map((node) => {
    const lines = wrapped(node.label);
    return { ...node, lines, x: 0, y: 0, width: WIDTH, height: 26 + lines.length * 18 };
  });
  const laid = await (await load()).layout({
    id: "systems",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "DOWN",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.spacing.nodeNode": "20",
      "elk.layered.spacing.nodeNodeBetweenLayers": "48",
      "elk.aspectRatio": "1",
      "elk.padding": "[top=12,left=12,bottom=12,right=12]",
    },
    children: boxes.map(({ id, width, height }) => ({ id, width, height })),
    edges: links.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  });
  const at = new Map(laid.children?.map((child) => [child.id, child]));
  const known = new Map(links.map((link) => [link.id, link]));
  const round = (n: number) => Math.round(n * 10) / 10;
  return {
    width: Math.ceil(laid.width ?? 0),
    height: Math.ceil(laid.height ?? 0),
    boxes: boxes.map((box) => ({ ...box, x: at.get(box.id)?.x ?? 0, y: at.get(box.id)?.y ?? 0 })),
    lines: (laid.edges ?? []).map((edge) => {
      const [section] = edge.sections ?? [];
      const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
      const link = known.get(edge.id);
      return {
        id: edge.id,
        path: points.map(({ x, y }, n) => `${n === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(""),
        label: link?.label ?? "",
        both: link?.both ?? false,
      };
    }),
  };
}
