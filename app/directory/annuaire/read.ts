import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { decoder } from "../files/decode.ts";
import { ImportRefused, type Progress } from "../report.ts";
import { type Layout, layout } from "./columns.ts";

const MAX_RECORD = 64 * 1024;

/** A row with the line it begins on and the number of lines it holds. */
export type Row = { line: number; lines: number; cells: string[] };

/** Opens an annuaire: its columns, then its rows one by one; whatever the encoding, BOM or line ends. */
export async function* readAnnuaire(path: string, onProgress?: Progress): AsyncGenerator<Layout | Row> {
  const file = basename(path);
  const { size } = await stat(path);
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  const parser = parse({
    delimiter: ";",
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  });
  const text = Readable.from(decoded(bytes, file));
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  let columns: Layout | undefined;
  let before = 0;
  let rows = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const row = { line: before + 1, lines: info.lines - before, cells: record };
      before = info.lines;
      if (!columns) {
        columns = header(file, record);
        yield columns;
        continue;
      }
      if (record.length !== columns.width && row.lines > 1) throw unclosedQuote(file, row.line);
      if (++rows % 2000 === 0) onProgress?.({ done: bytes.bytesRead, total: size, rows });
      yield row;
    }
  } catch (error) {
    throw explain(file, before + 1, error);
  } finally {
    bytes.destroy();
  }
  if (!columns) throw new ImportRefused(file, 1, "le fichier est vide");
  onProgress?.({ done: size, total: size, rows });
}

async function* decoded(bytes: AsyncIterable<Buffer>, file: string) {
  const decode = decoder(file, "windows-1252");
  for await (const chunk of bytes) yield decode(chunk);
  yield decode(Buffer.alloc(0), true);
}

function header(file: string, record: string[]): Layout {
  const found = layout(record);
  if ("missing" in found)
    throw new ImportRefused(
      file,
      1,
      `ce n'est pas un annuaire : colonnes absentes (${found.missing}), séparateur « ; » attendu`,
    );
  return found;
}

// A quote left open swallows the rows after it: taking what follows would lose them in silence.
const unclosedQuote = (file: string, line: number) =>
  new ImportRefused(file, line, "guillemet ouvert et jamais fermé : rien n'a été importé");

function explain(file: string, line: number, error: unknown): unknown {
  const code = (error as CsvError).code ?? "";
  if (code === "CSV_QUOTE_NOT_CLOSED" || code === "CSV_MAX_RECORD_SIZE") return unclosedQuote(file, line);
  if (code.startsWith("CSV_")) return new ImportRefused(file, line, `CSV illisible (${code})`);
  return error;
}
