import { register } from "#app/messages/register.ts";
import type { Context } from "#app/platform/context.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import { registerRows } from "../../queries/register.ts";
import { registerTable } from "./export-table.ts";
import { filterOf } from "./filter-of.ts";

/** Hands out exactly the incidents that the page shows under the same address, all pages of them. */
export async function exportRegister(context: Context, request: Request, format: "csv" | "ods") {
  const { tenures } = await requireRight(context, request, "dossier.read");
  const filter = filterOf(new URL(request.url).searchParams);
  const rows = registerRows(context.db, reachOf(tenures, "dossier.read"), filter);
  const day = context.now().toISOString().slice(0, 10);
  return download(registerTable(rows), format, `${register.file}-${day}`);
}
