import { randomUUID } from "node:crypto";
import { Conflict, NotFound, RuleRefused } from "#app/engine/errors.ts";
import { InputRefused } from "#app/engine/input.ts";
import { ReceiptReused } from "#app/engine/receipt.ts";
import { entriesSince } from "#app/incident/queries/api-journal.ts";
import { type Caller, Forbidden } from "#app/platform/caller.ts";
import type { Context } from "#app/platform/context.ts";
import { loggedPath } from "#app/platform/log.ts";
import { databaseGone } from "./database-gone.ts";
import { sentences } from "./messages.ts";
import { ApiProblem } from "./problem.ts";

/** Fields wrong beyond these are not listed: whoever has more has sent another kind of thing. */
const MOST_ERRORS = 100;

/**
 * What an error means to the caller. What is nobody's mistake is logged under a reference and said without
 * internals.
 * @param caller null while nobody is known yet.
 */
export async function problemOf(
  error: unknown,
  context: Context,
  request: Request,
  caller: Caller | null,
): Promise<ApiProblem> {
  if (error instanceof Conflict && caller) return conflict(error, context, request, caller);
  return expected(error) ?? unexpected(error, context, request);
}

function expected(error: unknown): ApiProblem | null {
  if (error instanceof ApiProblem) return error;
  if (error instanceof Forbidden) return new ApiProblem("forbidden", error.message, { right: error.right });
  if (error instanceof NotFound) return new ApiProblem("not-found", error.message);
  if (error instanceof ReceiptReused) return new ApiProblem("key-reused", error.message);
  if (error instanceof RuleRefused)
    return new ApiProblem("rule-refused", error.refusal.because, error.refusal);
  if (!(error instanceof InputRefused)) return null;
  const errors = error.errors.slice(0, MOST_ERRORS).map(({ path, message }) => ({
    path: path.slice(0, 200),
    message: message.slice(0, 500),
  }));
  return new ApiProblem("input-refused", error.message.slice(0, 500), { errors });
}

/** A stale revision is told with what changed meanwhile; the whole entries only to who may read the journal. */
async function conflict(error: Conflict, context: Context, request: Request, caller: Caller) {
  try {
    const since = await entriesSince(context.db, caller, error.dossier, error.expected);
    return new ApiProblem("stale-revision", error.message, { revision: error.actual, since });
  } catch (failure) {
    return unexpected(failure, context, request);
  }
}

function unexpected(error: unknown, { log }: Context, request: Request): ApiProblem {
  const path = loggedPath(new URL(request.url).pathname);
  if (databaseGone(error)) {
    log.error({ err: error, path }, "database out of reach");
    return new ApiProblem("unavailable", sentences.unavailable, {}, { "Retry-After": "5" });
  }
  const reference = randomUUID();
  log.error({ err: error, path, reference }, "api request failed");
  return new ApiProblem("internal", sentences.internal, { reference });
}
