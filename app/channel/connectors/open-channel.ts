import type { CommunityChannel } from "#app/engine/outbox/channel.ts";

/** A way out that is open: it sends, it can be tried without sending anything, it closes. */
export type OpenChannel = CommunityChannel & {
  /** Signs in and looks for a school by its name. */
  test(school: string): Promise<{ ok: boolean; said: string }>;
  /** Lets what is on the wire finish. */
  close(): Promise<void>;
};
