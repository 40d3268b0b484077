import type { LoaderFunctionArgs } from "@remix-run/node";
import { memberDecisionPdf } from "#app/homologation/federation/decision-sheet.ts";
import { memberPage } from "#app/homologation/federation/member-page.ts";
import { federation } from "#app/messages/federation.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** « 1.pdf »: the first decision of a member, ready to sign. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const rank = Number(/^(\d{1,3})\.pdf$/.exec(params.file ?? "")?.[1] ?? 0);
  const page = await memberPage(context.db, caller, params.ref ?? "", context.now());
  const pdf = page && (await memberDecisionPdf(page, rank - 1, context.now()));
  if (!pdf) throw problem(404);
  return pdfAnswer(pdf, federation.print.file(page.ref, rank));
}
