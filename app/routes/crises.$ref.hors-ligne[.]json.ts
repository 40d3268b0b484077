import type { LoaderFunctionArgs } from "@remix-run/node";
import { classeurOf } from "#app/crisis/queries/classeur.ts";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

const LINES = 60;

/** What a device keeps of a crisis: the procedure in force, who to call, the last state. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const kept = await or404(classeurOf(context.db, caller, params.ref ?? "", context.now(), LINES));
  return Response.json(kept, { headers: { "Cache-Control": "no-store" } });
}
