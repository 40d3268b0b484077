import { createReadableStreamFromReadable } from "@remix-run/node";
import { csvOf } from "./csv.ts";
import { odsOf } from "./ods.ts";
import type { Table } from "./table.ts";

const formats = {
  csv: { of: csvOf, type: "text/csv; charset=utf-8" },
  ods: { of: odsOf, type: "application/vnd.oasis.opendocument.spreadsheet" },
} as const;

/** The answer that hands a table out as a file. @param file its name, without the extension. */
export function download(table: Table, format: keyof typeof formats, file: string): Response {
  const { of, type } = formats[format];
  return new Response(createReadableStreamFromReadable(of(table)), {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${file.replace(/[^\w.-]/g, "-")}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}
