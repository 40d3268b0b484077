import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { type Cell, inParis, type Table } from "./table.ts";

/** « 24/03/2026 03:10:00 », as a French spreadsheet reads a date. */
const readable = (at: Date) => {
  const { year, month, day, hour, minute, second } = inParis(at);
  return `${day}/${month}/${year} ${hour}:${minute}:${second}`;
};

/** A moment takes two columns: one to read, in Paris time, one that no setting can misread. */
const cells = ({ columns }: Table, row: readonly Cell[]) =>
  columns.flatMap(({ moment }, index) => {
    const cell = row[index] ?? null;
    if (!moment) return [cell instanceof Date ? cell.toISOString() : cell];
    return cell instanceof Date ? [readable(cell), cell.toISOString()] : ["", ""];
  });

/**
 * The table as CSV for French spreadsheets: UTF-8 with its mark, « ; », CRLF. A cell that a spreadsheet would take
 * for a formula (=, +, -, @, tabulation, return) gets an apostrophe before it: titles are typed by anybody.
 */
export function csvOf(table: Table): Readable {
  const header = table.columns.flatMap(({ label, moment }) =>
    moment ? [label, `${label} (ISO 8601)`] : [label],
  );
  const write = stringify({
    bom: true,
    delimiter: ";",
    record_delimiter: "windows",
    quoted_string: true,
    escape_formulas: true,
  });
  async function* lines() {
    yield header;
    for await (const row of table.rows) yield cells(table, row);
  }
  const source = Readable.from(lines());
  // A query that fails midway must break the download, not end it as if it were whole; a reader who leaves ends the query.
  source.on("error", (error) => write.destroy(error));
  write.on("close", () => source.destroy());
  return source.pipe(write);
}
