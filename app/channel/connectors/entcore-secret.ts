import { z } from "zod";
import type { SignIn } from "#app/platform/channels/entcore-session.ts";
import type { EntcoreSettings } from "../settings.ts";

/** What is kept encrypted of an ENT's account. */
export const entcoreSecret = z.object({ password: z.string().min(1), clientSecret: z.string().default("") });
export type EntcoreSecret = z.output<typeof entcoreSecret>;

export const signInOf = (settings: EntcoreSettings, secret: EntcoreSecret): SignIn =>
  settings.signIn === "form"
    ? { by: "form", login: settings.login, password: secret.password }
    : {
        by: "oauth2",
        login: settings.login,
        clientId: settings.clientId,
        ...secret,
      };
