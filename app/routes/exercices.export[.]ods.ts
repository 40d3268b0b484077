import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportExercises } from "#app/exercise/export-exercises.ts";

export const loader = ({ request, context }: LoaderFunctionArgs) => exportExercises(context, request, "ods");
