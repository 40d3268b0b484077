import type { LoaderFunctionArgs } from "@remix-run/node";
import { json } from "#app/api/handle.ts";
import { sentences } from "#app/api/messages.ts";
import { openApi } from "#app/api/openapi.ts";
import { ApiProblem, problemResponse } from "#app/api/problem.ts";

/** The one address of the API that asks for no token: what it says is in the source. */
export const loader = ({ context }: LoaderFunctionArgs) =>
  json(openApi(context.env.publicUrl, __TOCSIN_VERSION__));

export const action = ({ request }: LoaderFunctionArgs) =>
  problemResponse(
    new ApiProblem("method-not-allowed", sentences.method("GET, HEAD"), {}, { Allow: "GET, HEAD" }),
    request,
  );
