import { z } from "zod";
import { feedForm as words } from "#app/messages/channel/feed.ts";
import { channelReasons as say } from "#app/messages/channel.ts";
import { renderCommunity } from "../../messages/render-community.ts";
import { readAddress } from "../../settings.ts";
import type { Connector } from "../connector.ts";

/**
 * News of the dispositif for other portals (MBN-5.5). A message is published by leaving on this channel: it passes the
 * gate, school by school, as any other, and the feed shows what has left (feeds/published.ts). Nobody is asked anything.
 */
export const feedConnector: Connector<Record<string, never>, null> = {
  key: "feed",
  serves: ["feed"],
  name: words.name,
  about: words.about,
  fields: [],
  settings: z.strictObject({}),
  proposed: {},
  knows: ["delivered"],
  ratePerMinute: null,
  open: () => ({
    concurrency: 20,
    async prepare(delivery, notice) {
      if (!renderCommunity(notice)) return { ok: false, permanent: true, reason: say.template };
      if (!readAddress(delivery.address)) return { ok: false, permanent: true, reason: say.address };
      return { send: async () => ({ ok: true, progress: "delivered" }) };
    },
    test: async () => ({ ok: true, said: words.ready, tried: [{ what: words.tried, ok: true }] }),
    close: async () => {},
  }),
};
