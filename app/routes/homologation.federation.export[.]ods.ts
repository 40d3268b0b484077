import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportMembers } from "#app/homologation/federation/export-members.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportMembers(context, request, "ods");
