import type { LoaderFunctionArgs } from "@remix-run/node";
import { sentences } from "#app/api/messages.ts";
import { ApiProblem, problemResponse } from "#app/api/problem.ts";

/** Any other address under /api: a program gets a problem, not a page. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  problemResponse(new ApiProblem("not-found", sentences.noSuchPath), request);
export const action = loader;
