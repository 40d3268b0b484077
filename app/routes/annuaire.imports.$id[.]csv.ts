import type { LoaderFunctionArgs } from "@remix-run/node";
import { refusedRows } from "#app/directory/queries/import-reports.ts";
import { directory } from "#app/messages/directory-pages.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import type { Cell } from "#app/platform/tables/table.ts";
import { problem } from "#app/ui/problem.ts";

const { columns, file } = directory.reports;

/** Every refused row of an import, for whoever mends the source. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireRight(context, request, "directory.import");
  const id = (params.id ?? "").slice(0, 36).replace(/[^0-9a-f-]/g, "");
  const refused = await refusedRows(context.db, id);
  if (!refused) throw problem(404);
  const rows = (async function* (): AsyncGenerator<Cell[]> {
    for (const one of refused) yield [one.file, one.line, one.key ?? null, one.reason];
  })();
  const labels = [columns.file, columns.line, columns.key, columns.reason].map((label) => ({ label }));
  return download({ name: file, columns: labels, rows }, "csv", `${file}-${id.slice(0, 8)}`);
}
