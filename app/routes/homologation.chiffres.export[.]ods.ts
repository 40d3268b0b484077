import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportStatistics } from "#app/homologation/components/export-statistics.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportStatistics(context, request, "ods");
