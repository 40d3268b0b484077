import { redirect } from "@remix-run/node";
import type { Context } from "../context.ts";
import { currentPerson, type SignedIn } from "./current-person.ts";

// Remix gives each loader its own Request, but all of one page the same context: one query a page.
const asked = new WeakMap<Pick<Context, "db">, Promise<SignedIn | null>>();

type Asking = Pick<Context, "db" | "now">;

/** Who is signed in, asked of the database once for all loaders of a page. */
export function personOf(context: Asking, request: Request): Promise<SignedIn | null> {
  let answer = asked.get(context);
  if (!answer) {
    answer = currentPerson(context.db, request, context.now());
    asked.set(context, answer);
  }
  return answer;
}

/**
 * Who is signed in; anybody else is sent to the sign-in page, and brought back afterwards.
 * @throws Response redirect.
 */
export async function requirePerson(context: Asking, request: Request): Promise<SignedIn> {
  const signedIn = await personOf(context, request);
  if (signedIn) return signedIn;
  const { pathname, search } = new URL(request.url);
  const back = request.method === "GET" ? pathname + search : "/";
  throw redirect(back === "/" ? "/connexion" : `/connexion?suite=${encodeURIComponent(back)}`);
}

/** A path of this console to go on to, or "/": never another site's address. */
export function safeNext(given: unknown): string {
  if (typeof given !== "string" || !/^\/(?![/\\])[^\s\\]*$/.test(given)) return "/";
  return given;
}
