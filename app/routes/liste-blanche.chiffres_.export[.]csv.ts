import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportFigures } from "#app/whitelist/components/exports.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportFigures(context, request, "csv");
