import type { LoaderFunctionArgs } from "@remix-run/node";
import { urgentAsked } from "#app/communication/components/urgent/export.ts";
import { urgentPdf } from "#app/communication/pdf/urgent-pdf.ts";
import { urgentWords } from "#app/messages/communication-urgent.ts";
import { pdfAnswer } from "#app/platform/pdf/pdf-answer.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { caller, filter, messages } = await urgentAsked(context, request);
  const now = context.now();
  const zone = caller.tenures.find((one) => one.organisation)?.organisation?.timezone ?? "Europe/Paris";
  const pdf = await urgentPdf({ messages, year: filter.year ?? null, zone, now });
  return pdfAnswer(pdf, `${urgentWords.all.file}-${now.toISOString().slice(0, 10)}`);
}
