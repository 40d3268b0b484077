import type { Content } from "pdfmake/interfaces.js";
import { classeur } from "#app/messages/crisis-offline.ts";
import { latin } from "#app/platform/pdf/latin.ts";

const ROWS = 19;
/** Room for a line written by hand, in points. */
const HEIGHT = 26;

/** An empty page of main courante, to be written by hand when nothing else is left. */
export const sheetPage = (): Content => ({
  pageBreak: "before",
  stack: [
    { text: latin(classeur.sheet), style: "h2" },
    { text: latin(`${classeur.sheetLead} ${classeur.sheetKinds}`), style: "quiet", margin: [0, 0, 0, 6] },
    {
      fontSize: 8,
      table: {
        widths: [34, 52, 52, 44, "*", 44, 70],
        heights: (row: number) => (row === 0 ? 14 : HEIGHT),
        body: [
          classeur.sheetColumns.map((text) => ({ text: latin(text), bold: true })),
          ...Array.from({ length: ROWS }, () => classeur.sheetColumns.map(() => "")),
        ],
      },
    },
  ],
});
