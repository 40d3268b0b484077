import { z } from "zod";
import { mailForm as words } from "#app/messages/channel/mail.ts";
import { channelErrors as say } from "#app/messages/channel.ts";
import { mailOptions, smtpTransport } from "#app/platform/channels/smtp.ts";
import { fill, line } from "../../settings.ts";
import type { Connector } from "../connector.ts";
import { wordFields, wordSettings, wordValues } from "../word-fields.ts";
import { mailChannel } from "./channel.ts";

const listWords = { families: "parents", pupils: "eleves", teachers: "enseignants", staff: "personnels" };

/** Settings of mailing lists: one address a school and profile. */
export const mailSettings = z.object({
  pattern: line(200, say.pattern)
    .refine((text) => text.includes("{profil}"), say.patternProfile)
    .refine((text) => text.includes("{uai}"), say.patternUai)
    .refine((text) => z.email().safeParse(fill(text, { profil: "p", uai: "u" })).success, say.patternMail),
  words: wordSettings(listWords),
});
export type MailSettings = z.output<typeof mailSettings>;

/** Connections to the mail server for one channel of one dispositif. */
const CONNECTIONS = 3;

/** Mailing lists by school and profile, through the console's own mail server. */
export const mailConnector: Connector<MailSettings, null> = {
  key: "mail",
  serves: ["mail"],
  name: words.name,
  about: words.about,
  fields: [
    { name: "pattern", kind: "text", label: words.pattern, hint: words.patternHint, required: true },
    ...wordFields,
  ],
  settings: mailSettings,
  proposed: wordValues(listWords),
  knows: ["accepted", "failed"],
  ratePerMinute: null,
  open(settings, _, { env, log, channel }) {
    const transport = smtpTransport({
      ...{ ...mailOptions(env), connections: CONNECTIONS, requeues: 0 },
      ...(log && { log }),
    });
    return mailChannel({ settings, transport, publicUrl: env.publicUrl, list: channel.id });
  },
};
