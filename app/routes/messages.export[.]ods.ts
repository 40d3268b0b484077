import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportMessages } from "#app/communication/components/list/export.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportMessages(context, request, "ods");
