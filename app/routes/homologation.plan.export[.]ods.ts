import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPlan } from "#app/homologation/plan/export-plan.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportPlan(context, request, "ods");
