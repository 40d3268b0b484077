import type { GraphEdge, GraphNode } from "#machines/procedure/graph.ts";

/** A box in pixels, from the top left corner of the whole drawing. */
export type Box = { x: number; y: number; width: number; height: number };
export type DrawnNode = Box & { id: string; kind: GraphNode["kind"]; lines: string[] };
/** Where an arrow comes from when its start is drawn in another phase. */
export type DrawnElsewhere = Box & { id: string; from: string; option?: string; lines: string[] };
export type DrawnEdge = {
  /** Those of the graph that this line stands for: one, or several from the same place elsewhere. */
  id: GraphEdge["id"];
  /** Path of the SVG. */
  path: string;
  label?: Box & { lines: string[]; full: string };
};
export type DrawnPhase = { key: string; title: string; y: number; height: number };

/** A procedure laid out, whoever runs it: no state in it, so that one is kept for each text. */
export type Drawing = {
  width: number;
  height: number;
  phases: DrawnPhase[];
  nodes: DrawnNode[];
  elsewhere: DrawnElsewhere[];
  edges: DrawnEdge[];
};

/** `wide`: a desk; `narrow`: a phone, two boxes abreast. Sizes in pixels. */
export const formats = {
  wide: { box: 210, option: 120, abreast: 5, ratio: 2 },
  narrow: { box: 158, option: 96, abreast: 2, ratio: 0.3 },
} as const;
export type Format = keyof typeof formats;

export const TEXT = 14;
export const LINE = 18;
export const SMALL = 12;
export const SMALL_LINE = 15;
