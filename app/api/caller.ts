import type { Caller } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import { crossSite } from "#app/platform/session/cross-site.ts";
import { personOf } from "#app/platform/session/require-person.ts";
import { digest } from "#app/platform/session/secret.ts";
import { callerOfToken } from "#app/platform/token/caller-of-token.ts";
import { sentences } from "./messages.ts";
import { ApiProblem } from "./problem.ts";

/** Who calls, and the key by which their requests are counted. */
export type Known = { caller: Caller; key: string };

const challenge = (error = "") => ({
  "WWW-Authenticate": `Bearer realm="Tocsin"${error && `, error="${error}"`}`,
});

/**
 * The caller by bearer token, else by the session of the console's own pages.
 * @throws ApiProblem 401 without either; 403 for a session used from another site's page.
 */
export async function callerOf(context: Context, request: Request): Promise<Known> {
  const authorization = request.headers.get("Authorization");
  if (authorization !== null) return byToken(context, authorization);
  if (!request.headers.get("Cookie"))
    throw new ApiProblem("unauthenticated", sentences.noToken, {}, challenge());
  if (fromElsewhere(request, context.env.publicUrl)) throw new ApiProblem("forbidden", sentences.otherSite);
  const signedIn = await personOf(context, request);
  if (!signedIn) throw new ApiProblem("unauthenticated", sentences.noToken, {}, challenge());
  const { person, tenures, sessionId } = signedIn;
  return { caller: { person, tenures }, key: `session:${sessionId}` };
}

async function byToken(context: Context, authorization: string): Promise<Known> {
  const secret = authorization.match(/^Bearer +([\w~+/.=-]{1,200}) *$/i)?.[1];
  if (!secret) throw new ApiProblem("invalid-token", sentences.badScheme, {}, challenge("invalid_request"));
  const caller = await callerOfToken(context.db, secret, context.now());
  if (!caller) throw new ApiProblem("invalid-token", sentences.badToken, {}, challenge("invalid_token"));
  return { caller, key: `token:${digest(secret)}` };
}

/** A browser adds the session's cookie by itself; it also says which page asked. Reading counts here too. */
function fromElsewhere(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  if (site) return site !== "same-origin" && site !== "none";
  return crossSite({ method: request.method, headers: Object.fromEntries(request.headers) }, publicUrl);
}
