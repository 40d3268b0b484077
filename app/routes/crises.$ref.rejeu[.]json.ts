import type { LoaderFunctionArgs } from "@remix-run/node";
import { or404 } from "#app/crisis/queries/or-404.ts";
import { replayEntries } from "#app/crisis/queries/replay.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";
import { problem } from "#app/ui/problem.ts";

/** Entries of the journal after `?apres=`, for the replay. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const caller = await requirePerson(context, request);
  const after = Number(new URL(request.url).searchParams.get("apres") ?? 0);
  if (!Number.isInteger(after) || after < 0 || after > 1_000_000_000) throw problem(404);
  const entries = await or404(replayEntries(context.db, caller, params.ref ?? "", after));
  if (!entries) throw problem(403);
  return Response.json({ entries }, { headers: { "Cache-Control": "no-store" } });
}
