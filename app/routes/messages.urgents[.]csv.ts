import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportUrgent } from "#app/communication/components/urgent/export.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportUrgent(context, request, "csv");
