import type { LoaderFunctionArgs } from "@remix-run/node";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { resultPdf } from "#app/reachability/pdf/result-pdf.ts";
import { findTest, testResult } from "#app/reachability/queries/test-result.ts";
import { problem } from "#app/ui/problem.ts";

/** One page for a committee. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const test = await findTest(context.db, caller, params.ref ?? "");
  if (!test) throw problem(404);
  const pdf = await resultPdf(test, await testResult(context.db, test), context.now());
  return pdfAnswer(pdf, `joignabilite-${test.ref}`);
}
