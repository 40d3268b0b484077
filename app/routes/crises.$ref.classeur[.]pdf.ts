import type { LoaderFunctionArgs } from "@remix-run/node";
import { classeurPdf } from "#app/crisis/pdf/classeur-pdf.ts";
import { classeurOf } from "#app/crisis/queries/classeur.ts";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { classeur } from "#app/messages/crisis-offline.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

const LINES = 100;

/** The classeur de crise, dated: to be printed before it is needed. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const now = context.now();
  const kept = await or404(classeurOf(context.db, caller, params.ref ?? "", now, LINES));
  return pdfAnswer(await classeurPdf(kept, now), classeur.file(kept.ref));
}
