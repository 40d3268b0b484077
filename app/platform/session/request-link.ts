import { signInMail } from "#app/messages/session.ts";
import type { Context } from "../context.ts";
import { createSignInLink } from "./sign-in-link.ts";

/** Links to one person within a quarter of an hour: more would be somebody filling a mailbox. */
const LIMIT = 5;

/**
 * Sends a sign-in link to a professional address of the directory. Says nothing to the caller about whether
 * there was anybody to send it to: the page's answer is the same, and the route does not wait for it.
 * @param next page of the console to go on to.
 */
export async function requestSignInLink(
  { db, env, send, now }: Pick<Context, "db" | "env" | "send" | "now">,
  email: string,
  next = "/",
): Promise<void> {
  const at = now();
  const [person] = await db.query<{ id: string; email: string; recent: number }>(
    `select p.id, p.email,
       (select count(*)::int from sign_in_link l where l.person_id = p.id
         and l.created_at > $2::timestamptz - interval '15 minutes') as recent
     from person p where p.email = $1 and p.closed_at is null`,
    [email.trim().toLowerCase(), at],
  );
  if (!person || person.recent >= LIMIT) return;
  const secret = await createSignInLink(db, person.id, at);
  const suite = next === "/" ? "" : `?suite=${encodeURIComponent(next)}`;
  await send({
    to: person.email,
    ...signInMail(`${env.publicUrl}/connexion/${secret}${suite}`, env.TOCSIN_OPERATOR),
  });
}
