import { z } from "zod";
import { channelErrors as say } from "#app/messages/channel.ts";
import type { SignIn } from "#app/platform/channels/entcore-session.ts";
import type { FieldProblem } from "../connector.ts";
import type { EntcoreSettings } from "./settings.ts";

/** What is kept encrypted of an ENT's account. */
export const entcoreSecret = z.object({
  password: z.string().min(1, say.secret),
  clientSecret: z.string().default(""),
});
export type EntcoreSecret = z.output<typeof entcoreSecret>;
type Account = Pick<EntcoreSettings, "url" | "signIn" | "login" | "clientId">;

export const signInOf = (settings: Account, secret: EntcoreSecret): SignIn =>
  settings.signIn === "form"
    ? { by: "form", login: settings.login, password: secret.password }
    : {
        by: "oauth2",
        login: settings.login,
        clientId: settings.clientId,
        ...secret,
      };

/** The password goes to that server, for that account. */
export const accountOf = ({ url, login }: Account) => `${url} ${login}`;

export function checkAccount(settings: Account, secret: EntcoreSecret | null): FieldProblem[] {
  if (settings.signIn !== "oauth2" || (settings.clientId && secret?.clientSecret)) return [];
  return [{ path: settings.clientId ? "clientSecret" : "clientId", message: say.clientSecret }];
}
