import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { latin } from "./latin.ts";

/** A document to print: what stands on every page is said once. */
export type Sheet = {
  title: string;
  /** Top of each page, left and right. */
  header: [string, string];
  /** Bottom of each page: when it was printed; the number of the page is added. */
  footer: string;
  page(n: number, of: number): string;
  /** Words of the mark that every page of an exercise wears. */
  exercise?: string;
  content: Content[];
  /** When it was printed, for the file's own date. */
  at: Date;
};

type Maker = typeof import("pdfmake");
let maker: Promise<Maker> | undefined;

/** The library is loaded when something is first printed. It may read no file and no address that a text would name. */
function load(): Promise<Maker> {
  maker ??= import("pdfmake").then((loaded) => {
    const made = ((loaded as unknown as { default?: Maker }).default ?? loaded) as Maker;
    const faces = { normal: "", bold: "-Bold", italics: "-Oblique", bolditalics: "-BoldOblique" };
    made.setFonts({
      Helvetica: Object.fromEntries(
        Object.entries(faces).map(([face, ending]) => [face, `Helvetica${ending}`]),
      ),
    });
    made.setUrlAccessPolicy(() => false);
    made.setLocalAccessPolicy((path) => standard.has(path));
    return made;
  });
  return maker;
}

const standard = new Set(["", "-Bold", "-Oblique", "-BoldOblique"].map((ending) => `Helvetica${ending}`));
const POINT_MM = 72 / 25.4;
const SIDE = Math.round(18 * POINT_MM);

/** The PDF of a sheet: A4, French, the standard fonts. */
export async function printed(sheet: Sheet): Promise<Buffer> {
  const { title, header, footer, page, exercise, content, at } = sheet;
  const definition: TDocumentDefinitions = {
    pageSize: "A4",
    pageMargins: [SIDE, exercise ? 78 : 60, SIDE, 52],
    language: "fr-FR",
    info: { title: latin(title), creator: "Tocsin", creationDate: at },
    defaultStyle: { font: "Helvetica", fontSize: 10, lineHeight: 1.25 },
    styles,
    header: () => ({
      margin: [SIDE, 22, SIDE, 0],
      stack: [
        ...(exercise ? [{ text: latin(exercise), style: "exercise" }] : []),
        {
          columns: [
            { text: latin(header[0]), bold: true },
            { text: latin(header[1]), alignment: "right" },
          ],
        },
      ],
      fontSize: 8.5,
    }),
    footer: (n, of) => ({
      margin: [SIDE, 12, SIDE, 0],
      fontSize: 8.5,
      columns: [{ text: latin(footer) }, { text: latin(page(n, of)), alignment: "right", width: "auto" }],
    }),
    content,
  };
  return (await load()).createPdf(definition).getBuffer();
}

const styles = {
  title: { fontSize: 18, bold: true, margin: [0, 0, 0, 4] as [number, number, number, number] },
  h2: { fontSize: 12.5, bold: true, margin: [0, 12, 0, 4] as [number, number, number, number] },
  h3: { fontSize: 10.5, bold: true, margin: [0, 8, 0, 2] as [number, number, number, number] },
  quiet: { fontSize: 8.5, color: "#444444" },
  exercise: { fontSize: 12, bold: true, alignment: "center" as const, background: "#fcc63a" },
};
