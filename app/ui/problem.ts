/** What an error page may say beyond its status (app/messages/errors.ts has the rest). */
export type ProblemDetail = { detail?: string; next?: string; to?: string; toLabel?: string };

/**
 * A refusal that ends the request with its page; `throw` it from a loader or an action.
 * @param status 401, 403, 404, 409, 410, 429.
 */
export const problem = (status: number, detail: ProblemDetail = {}) => Response.json(detail, { status });
