import { pino } from "pino";
import type { Env } from "./env.ts";

export type Log = ReturnType<typeof createLog>;

const ADDRESS = /[^\s<>"'@]+@[^\s<>"'@]+/g;
/** Links of one use carry their secret in the path: what is long and shapeless is not written. */
const SECRET = /[A-Za-z0-9_-]{24,}/g;

/** Text that may come from outside (an error, a path) without addresses and secrets. */
export const withoutPersonalData = (text: string) =>
  text.replace(ADDRESS, "[adresse]").replace(SECRET, "[…]");

/** The path of a request as a log may keep it: no query, no secret. */
export const loggedPath = (url: string) => withoutPersonalData(url.split("?", 1)[0] ?? "");

/**
 * JSON lines on standard output. No personal data: names, addresses and numbers are cut by key,
 * and addresses within errors by shape, since a mail server repeats them in its refusals.
 */
export function createLog(env: Pick<Env, "LOG_LEVEL">) {
  const personal = ["email", "name", "givenName", "phone", "address", "to", "text", "html", "body"];
  return pino({
    level: env.LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: "[…]" },
    serializers: {
      err: (error: unknown) => {
        if (!(error instanceof Error)) return withoutPersonalData(String(error));
        const { name, message, stack, code } = error as Error & { code?: unknown };
        return {
          kind: name,
          message: withoutPersonalData(message),
          ...(code !== undefined && { code }),
          stack: stack?.replace(ADDRESS, "[adresse]"),
        };
      },
    },
  });
}
