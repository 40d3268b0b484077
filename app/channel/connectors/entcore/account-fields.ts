import { entcoreForm as words } from "#app/messages/channel/entcore.ts";
import type { Field } from "../connector.ts";

/** Where the ENT is, and who signs in there and how. */
export const accountFields: readonly Field[] = [
  { name: "url", kind: "url", label: words.url, hint: words.urlHint, required: true },
  { name: "login", kind: "text", label: words.login, required: true },
  { name: "password", kind: "secret", label: words.password },
  { name: "signIn", kind: "choice", label: words.signIn, choices: words.signIns },
  { name: "clientId", kind: "text", label: words.clientId, hint: words.oauth2Only },
  { name: "clientSecret", kind: "secret", label: words.clientSecret, hint: words.oauth2Only },
];
