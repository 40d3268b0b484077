import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportFigures } from "#app/committee/components/export-figures.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportFigures(context, request, "csv");
