import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import canonicalize from "canonicalize";
import { refuseUnwritable } from "#app/engine/input.ts";
import { type Receipt, receiptFor } from "#app/engine/receipt.ts";
import type { Caller } from "#app/platform/caller.ts";
import { readBody } from "./body.ts";
import { callerOf } from "./caller.ts";
import { createLimiter } from "./limiter.ts";
import { sentences } from "./messages.ts";
import type { Asked, Method, Operation, Resource } from "./operation.ts";
import { ApiProblem, problemResponse } from "./problem.ts";
import { problemOf } from "./refusals.ts";

const secondsToWait = createLimiter();

/**
 * The loader and action of a route that serves one address of the API. What every call shares is here: method,
 * caller, rate, body, idempotency, refusals.
 */
export function handle(resource: Resource) {
  const answer = async (args: LoaderFunctionArgs | ActionFunctionArgs): Promise<Response> => {
    const { request, context } = args;
    let caller: Caller | null = null;
    try {
      const wanted = operationFor(resource, request.method);
      const known = await callerOf(context, request);
      caller = known.caller;
      const wait = secondsToWait(known.key, context.now());
      if (wait > 0)
        throw new ApiProblem("too-many-requests", sentences.slowDown(wait), {}, { "Retry-After": `${wait}` });
      const { body, headers } = await wanted.handle(await asked(args, wanted, caller));
      return json(body, wanted.status, headers);
    } catch (error) {
      return problemResponse(await problemOf(error, context, request, caller), request);
    }
  };
  return { loader: answer, action: answer };
}

/** @throws ApiProblem 405 with the methods that are admitted. */
function operationFor(resource: Resource, method: string): Operation {
  const found = resource[(method === "HEAD" ? "GET" : method) as Method];
  if (found) return found;
  const allowed = (["GET", "POST"] as const).filter((one) => resource[one]);
  const allow = allowed.flatMap((one) => (one === "GET" ? ["GET", "HEAD"] : [one])).join(", ");
  throw new ApiProblem("method-not-allowed", sentences.method(allow), {}, { Allow: allow });
}

async function asked(args: LoaderFunctionArgs, wanted: Operation, caller: Caller): Promise<Asked> {
  const { request, context, params } = args;
  const url = new URL(request.url);
  const query = Object.fromEntries(url.searchParams);
  const common = { context, caller, now: context.now(), params, query };
  if (!wanted.body) return { ...common, body: {} };
  const body = await readBody(request);
  refuseUnwritable(body);
  const receipt = receiptOf(request, caller, url.pathname, body);
  return { ...common, body, ...(receipt && { receipt }) };
}

/** The same key for the same person, address and body acts once; the order of the body's keys does not count. */
function receiptOf(request: Request, caller: Caller, path: string, body: unknown): Receipt | null {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new ApiProblem("bad-request", sentences.badKey);
  return receiptFor(caller.person.id, key, [request.method, path, canonicalize(body)]);
}

/** A JSON answer; server/guard.ts has said already that no cache keeps it. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
  });
}
