import type { Column, Content, TableCell } from "pdfmake/interfaces.js";
import { latin } from "./latin.ts";

export const title = (text: string): Content => ({ text: latin(text), style: "title" });
export const heading = (text: string): Content => ({ text: latin(text), style: "h2", headlineLevel: 1 });
export const subheading = (text: string): Content => ({ text: latin(text), style: "h3" });
export const paragraph = (text: string): Content => ({ text: latin(text), margin: [0, 0, 0, 4] });
export const quiet = (text: string): Content => ({ text: latin(text), style: "quiet", margin: [0, 0, 0, 4] });

/** Rows under a head that comes back on each page. `widths`: points, "*" or "auto". */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: (number | "*" | "auto")[],
): Content => ({
  layout: "lightHorizontalLines",
  margin: [0, 2, 0, 8],
  fontSize: 9,
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths,
    body: [
      head.map((text): TableCell => ({ text: latin(text), bold: true })),
      ...rows.map((row) => row.map((text): TableCell => ({ text: latin(text) }))),
    ],
  },
});

const SIDE = 9;

/** A box to tick; crossed when it is done already. Drawn: the standard fonts have none. */
export const box = (ticked: boolean): Column => ({
  width: SIDE + 6,
  margin: [0, 1.5, 0, 0],
  canvas: [
    { type: "rect", x: 0, y: 0, w: SIDE, h: SIDE, lineWidth: 0.9 },
    ...(ticked
      ? [
          { type: "line" as const, x1: 0, y1: 0, x2: SIDE, y2: SIDE, lineWidth: 0.9 },
          { type: "line" as const, x1: SIDE, y1: 0, x2: 0, y2: SIDE, lineWidth: 0.9 },
        ]
      : []),
  ],
});

/** A line beginning with a box; `below` are smaller lines under it. */
export const ticked = (done: boolean, text: string, below: readonly string[] = []): Content => ({
  margin: [0, 0, 0, 5],
  unbreakable: true,
  columns: [
    box(done),
    {
      width: "*",
      stack: [
        { text: latin(text), bold: true },
        ...below.map((line) => ({ text: latin(line), fontSize: 9 })),
      ],
    },
  ],
});
