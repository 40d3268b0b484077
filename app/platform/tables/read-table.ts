import { parse } from "csv-parse/sync";
import { SaxesParser } from "saxes";
import { fromBuffer } from "yauzl";

/** One line of a spreadsheet and where it stands in its file, from 1. */
export type ReadRow = { line: number; cells: string[] };
/** The file is no table; the message is a French sentence. */
export class NoTable extends Error {}

const MOST_COLUMNS = 60;
const MOST_ROWS = 200_000;
const LARGEST_XML = 200 * 1024 * 1024;

const tooLong = () =>
  new NoTable(
    `Plus de ${MOST_ROWS.toLocaleString("fr-FR")} lignes : rapportez ce fichier en plusieurs fois.`,
  );

/** Reads a CSV (« ; » or « , ») or an OpenDocument spreadsheet, first sheet, as texts. @throws NoTable */
export async function readTable(bytes: Uint8Array): Promise<ReadRow[]> {
  if (bytes.length === 0) throw new NoTable("Ce fichier est vide.");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readOds(Buffer.from(bytes));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NoTable("Ce fichier n’est ni un CSV en UTF-8 ni un tableur ODS.");
  }
  if (text.includes("\u0000")) throw new NoTable("Ce fichier n’est ni un CSV en UTF-8 ni un tableur ODS.");
  const first = text.slice(0, text.indexOf("\n") >>> 0);
  const delimiter = first.split(";").length >= first.split(",").length ? ";" : ",";
  try {
    const rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    if (rows.length > MOST_ROWS) throw tooLong();
    return rows.map(({ record, info }) => ({ line: info.lines, cells: record.slice(0, MOST_COLUMNS) }));
  } catch (error) {
    if (error instanceof NoTable) throw error;
    throw new NoTable(`CSV illisible : ${error instanceof Error ? error.message : error}`);
  }
}

async function readOds(bytes: Buffer): Promise<ReadRow[]> {
  const xml = await contentOf(bytes);
  const rows: ReadRow[] = [];
  const parser = new SaxesParser();
  let sheet = 0;
  let line = 0;
  let row: string[] | null = null;
  let cell: { text: string[]; date: string; repeated: number } | null = null;
  let inText = 0;
  const attribute = (attributes: Record<string, unknown>, name: string) => String(attributes[name] ?? "");
  parser.on("doctype", () => {
    throw new NoTable("Ce tableur déclare un DOCTYPE : il n’est pas lu.");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "table:table") sheet += 1;
    if (sheet !== 1) return;
    if (name === "table:table-row") {
      line += Math.max(1, Number(attribute(attributes, "table:number-rows-repeated")) || 1);
      row = [];
    }
    if (name === "table:table-cell" || name === "table:covered-table-cell")
      cell = {
        text: [],
        date: attribute(attributes, "office:date-value"),
        repeated: Math.max(1, Number(attribute(attributes, "table:number-columns-repeated")) || 1),
      };
    if (name === "text:p" && cell) {
      cell.text.push("");
      inText += 1;
    }
    const add = (text: string) => {
      if (cell && cell.text.length > 0) cell.text[cell.text.length - 1] += text;
    };
    if (name === "text:s") add(" ".repeat(Math.min(1_000, Number(attribute(attributes, "text:c")) || 1)));
    if (name === "text:tab") add(" ");
    if (name === "text:line-break") add("\n");
  });
  parser.on("text", (text) => {
    if (inText > 0 && cell && cell.text.length > 0) cell.text[cell.text.length - 1] += text;
  });
  parser.on("closetag", ({ name }) => {
    if (name === "text:p" && inText > 0) inText -= 1;
    if ((name === "table:table-cell" || name === "table:covered-table-cell") && cell && row) {
      const value = cell.date ? cell.date.slice(0, 10) : cell.text.join("\n");
      for (let n = 0; n < cell.repeated && row.length < MOST_COLUMNS; n += 1) row.push(value);
      cell = null;
    }
    if (name === "table:table-row" && row) {
      if (row.some(Boolean)) rows.push({ line, cells: row });
      // A part of a table read as the whole would lose the rest in silence.
      if (rows.length > MOST_ROWS) throw tooLong();
      row = null;
    }
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof NoTable) throw error;
    throw new NoTable("Ce tableur ODS est illisible : son contenu n’est pas du XML bien formé.");
  }
  return rows;
}

const contentOf = (bytes: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const broken = () => reject(new NoTable("Ce fichier n’est pas un tableur ODS."));
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return broken();
      zip.on("error", broken);
      zip.on("end", broken);
      zip.on("entry", (entry: { fileName: string; uncompressedSize: number }) => {
        if (entry.fileName !== "content.xml") return zip.readEntry();
        if (entry.uncompressedSize > LARGEST_XML) return reject(new NoTable("Ce tableur est trop grand."));
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed || !stream) return broken();
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("error", broken);
          stream.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
        });
      });
      zip.readEntry();
    });
  });
