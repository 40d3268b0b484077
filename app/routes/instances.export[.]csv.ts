import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportInstances } from "#app/committee/components/export-instances.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportInstances(context, request, "csv");
