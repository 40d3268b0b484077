import { Forbidden } from "../caller.ts";
import type { Context } from "../context.ts";
import { permissions, type Right, type Role } from "../permissions.ts";
import type { SignedIn } from "./current-person.ts";
import { requirePerson } from "./require-person.ts";

/** Whether one of the functions gives the right somewhere; how far it reaches is the query's business. */
export const holdsRight = (tenures: { function: string }[], right: Right): boolean =>
  tenures.some((tenure) => permissions[tenure.function as Role]?.[right]);

/**
 * Who is signed in, if they hold the right somewhere.
 * @throws Response redirect to the sign-in page, or 403 saying which right is missing.
 */
export async function requireRight(
  context: Pick<Context, "db" | "now">,
  request: Request,
  right: Right,
): Promise<SignedIn> {
  const signedIn = await requirePerson(context, request);
  if (holdsRight(signedIn.tenures, right)) return signedIn;
  throw Response.json({ detail: new Forbidden(right).message }, { status: 403 });
}
