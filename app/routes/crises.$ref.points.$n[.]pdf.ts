import type { LoaderFunctionArgs } from "@remix-run/node";
import { sitrepPdf } from "#app/crisis/pdf/sitrep-pdf.ts";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { sitrepsOf } from "#app/crisis/queries/sitrep.ts";
import { sitrepPrint } from "#app/messages/crisis-sitrep.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** A point de situation to print; a draft says that it is one. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const { row, context: crisis, zone } = await or404(sitrepsOf(context.db, caller, params.ref ?? ""));
  const point = crisis.sitreps.find(({ number }) => String(number) === params.n);
  if (!point) throw problem(404);
  const { exercise } = crisis.facts;
  const now = context.now();
  const pdf = await sitrepPdf({ crisis: { ref: row.ref, title: row.title, exercise }, point, zone, now });
  return pdfAnswer(pdf, sitrepPrint.file(row.ref, point.number));
}
