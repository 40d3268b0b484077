import { z } from "zod";
import { session } from "#app/messages/session.ts";

// Apart from the routes: a schema beside a component would carry zod into the browser.
const email = z.string().trim().pipe(z.email(session.emailWrong).max(200, session.emailWrong));

/** The sign-in page's form. */
export const LinkRequest = z.object({ email });

/** What the first administrator says about themselves. */
export const FirstAdmin = z.object({
  name: z.string().trim().min(2, session.adminNameWrong).max(120, session.adminNameWrong),
  email,
});
