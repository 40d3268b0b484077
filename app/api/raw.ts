import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Caller } from "#app/platform/caller.ts";
import { callerOf } from "./caller.ts";
import { createLimiter } from "./limiter.ts";
import { sentences } from "./messages.ts";
import { ApiProblem, problemResponse } from "./problem.ts";
import { problemOf } from "./refusals.ts";

const secondsToWait = createLimiter();

/** What a file of the API is: its very bytes, what they are, and their signature. */
export type RawFile = { body: string; type: string; etag: string; signature: string };

/** Files of the API, as OpenAPI lists them; a test checks that no route is missing here. */
export const rawFiles = [
  ["whitelist", "application/json", "Liste blanche publiée : applications dont le lien est ouvert"],
  ["whitelist.csv", "text/csv", "La même, en CSV"],
  ["whitelist.cas.json", "application/json", "Services prêts pour le registre JSON d’Apereo CAS"],
  [
    "whitelist.saml.xml",
    "application/samlmetadata+xml",
    "EntitiesDescriptor des fournisseurs de service SAML",
  ],
  ["whitelist.filter.xml", "application/xml", "Filtre de métadonnées pour Shibboleth"],
].map(([file, type, summary]) => ({
  path: `/api/v1/dispositifs/{key}/${file}`,
  type: type as string,
  summary: summary as string,
}));

/**
 * Serves a signed file of the API: same callers, rate and refusals as the rest, an ETag that a reader may come back
 * with, and the detached signature beside the bytes it covers.
 */
export const serveRaw =
  (read: (args: LoaderFunctionArgs, caller: Caller) => Promise<RawFile>) =>
  async (args: LoaderFunctionArgs): Promise<Response> => {
    const { request, context } = args;
    let caller: Caller | null = null;
    try {
      const known = await callerOf(context, request);
      caller = known.caller;
      const wait = secondsToWait(known.key, context.now());
      if (wait > 0)
        throw new ApiProblem("too-many-requests", sentences.slowDown(wait), {}, { "Retry-After": `${wait}` });
      const { body, type, etag, signature } = await read(args, caller);
      const headers = { ETag: etag, "Cache-Control": "private, no-cache", "X-JWS-Signature": signature };
      const asked = (request.headers.get("If-None-Match") ?? "")
        .split(",")
        .map((one) => one.trim().replace(/^W\//, ""));
      if (asked.includes(etag)) return new Response(null, { status: 304, headers });
      return new Response(body, {
        headers: { ...headers, "Content-Type": type, "X-Content-Type-Options": "nosniff" },
      });
    } catch (error) {
      return problemResponse(await problemOf(error, context, request, caller), request);
    }
  };
