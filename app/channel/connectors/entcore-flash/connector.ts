import { z } from "zod";
import { flashForm as words } from "#app/messages/channel/flash.ts";
import { channelErrors } from "#app/messages/channel.ts";
import type { Connector } from "../connector.ts";
import { accountFields } from "../entcore/account-fields.ts";
import { accountOf, checkAccount, type EntcoreSecret, entcoreSecret } from "../entcore/secret.ts";
import { entcoreAccount } from "../entcore/settings.ts";
import { flashChannel } from "./channel.ts";

export const flashSettings = z.object({
  ...entcoreAccount,
  color: z.enum(["red", "orange", "blue", "green"], { error: channelErrors.required }).default("red"),
  days: z
    .string()
    .trim()
    .regex(/^([1-9]|[12]\d|30)$/, words.daysWrong)
    .default("7"),
});
export type FlashSettings = z.output<typeof flashSettings>;

/** The home page of an ENT of edificeio/entcore. It says that it shows a message; who has seen it, nobody can ask. */
export const flashConnector: Connector<FlashSettings, EntcoreSecret> = {
  key: "entcore-flash",
  serves: ["ent-flash"],
  name: words.name,
  about: words.about,
  fields: [
    ...accountFields.map((field) => (field.name === "login" ? { ...field, label: words.login } : field)),
    { name: "color", kind: "choice", label: words.color, choices: words.colors },
    { name: "days", kind: "number", label: words.days, hint: words.daysHint, required: true },
  ],
  settings: flashSettings,
  proposed: { signIn: "form", color: "red", days: "7" },
  secret: { schema: entcoreSecret, boundTo: accountOf },
  check: checkAccount,
  knows: ["accepted"],
  ratePerMinute: null,
  open: flashChannel,
};
