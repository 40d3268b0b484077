import { functionLabel } from "#app/messages/directory-words.ts";
import { reachability as words } from "#app/messages/reachability.ts";
import type { Context } from "#app/platform/context.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { download } from "#app/platform/tables/download.ts";
import { problem } from "#app/ui/problem.ts";
import { allRecipients } from "./recipients.ts";
import { findTest } from "./test-result.ts";

const { column } = words.page;
const COLUMNS = [
  "UAI",
  words.exported.organisation,
  words.page.filters.departement,
  column.name,
  column.function,
  column.address,
  column.state,
];

/** Hands out everyone of a test, as a table. */
export async function exportTest(context: Context, request: Request, ref: string, format: "csv" | "ods") {
  const caller = await requirePerson(context, request);
  const test = await findTest(context.db, caller, ref);
  if (!test) throw problem(404);
  const rows = (async function* () {
    for await (const one of allRecipients(context.db, test.id))
      yield [
        one.uai,
        one.organisation,
        one.departement,
        one.name,
        functionLabel(one.alert),
        one.address,
        words.page.stateWords[one.state] ?? one.state,
        one.answeredAt,
      ];
  })();
  const columns = [...COLUMNS.map((label) => ({ label })), { label: words.exported.answered, moment: true }];
  return download({ name: words.page.file, columns, rows }, format, `${words.page.file}-${test.ref}`);
}
