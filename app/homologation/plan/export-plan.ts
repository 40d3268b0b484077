import { homologation } from "#app/messages/homologation.ts";
import type { Context } from "#app/platform/context.ts";
import { reachOf } from "#app/platform/permissions.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { download } from "#app/platform/tables/download.ts";
import { planFilter } from "./plan-filter.ts";
import { planRows } from "./plan-rows.ts";
import { planTable } from "./plan-table.ts";

/** Hands out exactly the measures that the page shows under the same address. */
export async function exportPlan(context: Context, request: Request, format: "csv" | "ods") {
  const { tenures } = await requireRight(context, request, "convention.read");
  const filter = planFilter(new URL(request.url).searchParams);
  const rows = planRows(context.db, reachOf(tenures, "dossier.read"), filter, context.now());
  return download(
    planTable(rows),
    format,
    `${homologation.plan.file}-${context.now().toISOString().slice(0, 10)}`,
  );
}
