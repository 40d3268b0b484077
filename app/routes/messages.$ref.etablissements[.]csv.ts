import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportDecisions } from "#app/communication/components/page/export-decisions.ts";

export const loader = ({ request, params, context }: LoaderFunctionArgs) =>
  exportDecisions(context, request, params.ref ?? "", "csv");
