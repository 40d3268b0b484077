import type { LoaderFunctionArgs } from "@remix-run/node";
import { dossierPdf } from "#app/homologation/pdf/sheets.ts";
import { fileHash, readHomologation } from "#app/homologation/queries/homologation-page.ts";
import { homologationPrint } from "#app/messages/homologation-print.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const row = await readHomologation(context.db, caller, params.ref ?? "");
  if (!row) throw problem(404);
  const pdf = await dossierPdf({ row, hash: fileHash(row.context), now: context.now() });
  return pdfAnswer(pdf, homologationPrint.files.dossier(row.ref));
}
