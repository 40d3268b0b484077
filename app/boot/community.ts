import { communityChannels } from "#app/channel/community-channels.ts";
import type { Database } from "#app/platform/database/database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Log } from "#app/platform/log.ts";

/** The ways out to the community of every dispositif, as their settings have them. */
export function openCommunity(db: Database, env: Env, serverSecret: string, log: Log) {
  const onError = (error: unknown) => log.error({ err: error }, "channel");
  const onChange = (reason: string | null) =>
    reason ? log.warn({ reason }, "channel unavailable") : log.info({}, "channel works");
  return communityChannels(db, { env, serverSecret, log, circuit: { onChange } }, { onError });
}
