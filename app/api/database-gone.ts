const CODES = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|08\w{3}|57P0[123]|53300)$/;
const SENTENCES =
  /Connection terminated|timeout exceeded when trying to connect|after calling end on the pool|not queryable|PGlite (is|has) (been )?clos/i;

/** Whether an error says that the database cannot be reached, rather than that a statement was wrong. */
export function databaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  return (typeof code === "string" && CODES.test(code)) || SENTENCES.test(error.message);
}
