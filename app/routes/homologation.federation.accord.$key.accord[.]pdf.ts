import type { LoaderFunctionArgs } from "@remix-run/node";
import { federationAgreement } from "#app/homologation/federation/agreement.ts";
import { agreementPdf } from "#app/homologation/federation/agreement-sheet.ts";
import { federation } from "#app/messages/federation.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requireRight } from "#app/platform/session/require-right.ts";
import { problem } from "#app/ui/problem.ts";

/** The agreement with its members of today, to be kept or shown. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requireRight(context, request, "convention.read");
  const agreement = await federationAgreement(context.db, caller, params.key ?? "", context.now());
  if (!agreement) throw problem(404);
  return pdfAnswer(
    await agreementPdf(agreement, context.now()),
    federation.accord.file(agreement.dispositif.key),
  );
}
