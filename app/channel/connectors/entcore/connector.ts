import { entcoreForm as words } from "#app/messages/channel/entcore.ts";
import { channelErrors as say } from "#app/messages/channel.ts";
import type { Connector } from "../connector.ts";
import { wordFields, wordValues } from "../word-fields.ts";
import { accountFields } from "./account-fields.ts";
import { entcoreChannel } from "./channel.ts";
import { accountOf, checkAccount, type EntcoreSecret, entcoreSecret } from "./secret.ts";
import { ENT_PATTERN, type EntcoreSettings, entcoreSettings, entcoreWords } from "./settings.ts";

/**
 * The messaging of an ENT of edificeio/entcore. It answers what it delivered at once, and never who has read it: as of
 * 6.15.4, `conversation.usermessages.unread` is read for the asking user alone, and neither `message/:id` nor
 * `api/messages/:id` tells the sender of others'. Nothing there is worth polling.
 */
export const entcoreConnector: Connector<EntcoreSettings, EntcoreSecret> = {
  key: "entcore",
  serves: ["ent-messaging"],
  name: words.name,
  about: words.about,
  fields: [
    ...accountFields,
    { name: "way", kind: "choice", label: words.way, choices: words.ways },
    { name: "from", kind: "text", label: words.from, hint: words.noticeOnly, most: 100 },
    { name: "username", kind: "text", label: words.username, hint: words.noticeOnly, most: 100 },
    { name: "pattern", kind: "text", label: words.pattern, hint: words.patternHint, required: true },
    ...wordFields,
  ],
  settings: entcoreSettings,
  proposed: { signIn: "form", way: "message", pattern: ENT_PATTERN, ...wordValues(entcoreWords) },
  secret: { schema: entcoreSecret, boundTo: accountOf },
  check: (settings, secret) => [
    ...checkAccount(settings, secret),
    ...(settings.way === "notice" && !settings.from ? [{ path: "from", message: say.from }] : []),
  ],
  knows: ["accepted", "delivered"],
  limits: words.limits,
  ratePerMinute: null,
  open: (settings, secret, { timeoutMs, circuit }) =>
    entcoreChannel({ settings, secret, ...(timeoutMs && { timeoutMs }), ...(circuit && { circuit }) }),
};
