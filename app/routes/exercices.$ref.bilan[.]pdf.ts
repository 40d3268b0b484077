import type { LoaderFunctionArgs } from "@remix-run/node";
import { debriefPdf } from "#app/exercise/pdf.ts";
import { debriefPage } from "#app/exercise/queries/debrief-page.ts";
import { or404 } from "#app/exercise/queries/or-404.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

/** The results of one exercise to print. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const now = context.now();
  const page = await or404(debriefPage(context.db, caller, params.ref ?? "", now));
  return pdfAnswer(await debriefPdf(page, now), `${page.ref}-bilan`);
}
