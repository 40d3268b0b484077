import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportTest } from "#app/reachability/queries/export-test.ts";

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  exportTest(context, request, params.ref ?? "", "csv");
