import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportBoard } from "#app/whitelist/components/exports.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportBoard(context, request, "ods");
