import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { noSessionCookie } from "#app/platform/session/cookie.ts";
import { personOf } from "#app/platform/session/require-person.ts";
import { revokeSession } from "#app/platform/session/revoke-session.ts";

/** Ends the session in the database too: a copied cookie is worth nothing afterwards. */
export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await personOf(context, request);
  if (signedIn) await revokeSession(context.db, signedIn.sessionId, context.now());
  throw redirect("/connexion", { headers: { "Set-Cookie": noSessionCookie(context.env) } });
}

export const loader = () => redirect("/");
