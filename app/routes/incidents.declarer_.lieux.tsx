import type { LoaderFunctionArgs } from "@remix-run/node";
import { searchPlaces } from "#app/incident/queries/my-places.ts";
import { requirePerson } from "#app/platform/session/require-person.ts";

/** Places that match what is being typed, among those for which the reader may declare. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { tenures } = await requirePerson(context, request);
  return { found: await searchPlaces(context.db, tenures, new URL(request.url).searchParams.get("q") ?? "") };
}
