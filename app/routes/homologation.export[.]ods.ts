import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportRegister } from "#app/homologation/components/export-register.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportRegister(context, request, "ods");
