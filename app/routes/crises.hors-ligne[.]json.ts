import type { LoaderFunctionArgs } from "@remix-run/node";
import { myCrises, sessionRevoked } from "#app/crisis/queries/classeur-mine.ts";
import { secretIn } from "#app/platform/session/cookie.ts";
import { personOf } from "#app/platform/session/require-person.ts";
import { digest } from "#app/platform/session/secret.ts";

const headers = { "Cache-Control": "no-store" };

/**
 * Which crises the device of whoever is signed in keeps. Signed out: 401, with `forget` where the session was ended
 * on purpose; twelve hours passing must not empty the phone of somebody on call.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const caller = await personOf(context, request);
  if (caller) {
    const crises = await myCrises(context.db, caller);
    return Response.json({ person: caller.person.id, crises }, { headers });
  }
  const secret = secretIn(request.headers.get("cookie"));
  const forget = secret ? await sessionRevoked(context.db, digest(secret)) : false;
  return Response.json({ forget }, { status: 401, headers });
}
