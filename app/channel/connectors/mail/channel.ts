import { channelReasons as say } from "#app/messages/channel.ts";
import type { MailTransport } from "#app/platform/channels/transport.ts";
import { renderCommunity } from "../../messages/render-community.ts";
import { fill, readAddress } from "../../settings.ts";
import type { OpenChannel } from "../open-channel.ts";
import type { MailSettings } from "./connector.ts";

/**
 * Mailing lists by school and profile, through the console's own mail server.
 * @param transport of this channel alone: a message with a permit never waits behind another channel's.
 */
export function mailChannel(options: {
  settings: MailSettings;
  transport: MailTransport;
  publicUrl: string;
  /** Names the list in headers, whatever it is called. */
  list: string;
}): OpenChannel {
  const { settings, transport, publicUrl, list } = options;
  const host = new URL(publicUrl).hostname;
  return {
    concurrency: transport.concurrency,
    async prepare(delivery, notice) {
      const content = renderCommunity(notice);
      const to = readAddress(delivery.address);
      if (!content || !to)
        return { ok: false, permanent: true, reason: content ? say.address : say.template };
      const { subject, text, html } = content;
      const address = fill(settings.pattern, {
        profil: settings.words[to.profile],
        uai: to.uai.toLowerCase(),
      });
      const mail = {
        ...{ to: address, subject, text, html },
        messageId: `<${delivery.id}@${host}>`,
        headers: {
          "Auto-Submitted": "auto-generated",
          "X-Auto-Response-Suppress": "All",
          // RFC 2919 and 2369: so that absences do not answer and a reader can file or understand what they get.
          "List-Id": `<${list}.${host}>`,
          "List-Help": `<${publicUrl}>`,
          Precedence: "list",
        },
      };
      return {
        async send() {
          const answer = await transport.send(mail);
          return answer.ok ? { ...answer, progress: "accepted" } : answer;
        },
      };
    },
    async test() {
      const ok = await transport.verify();
      return { ok, said: ok ? say.smtpReady : say.smtpSilent, tried: [{ what: say.triedSmtp, ok }] };
    },
    close: () => transport.close(),
  };
}
