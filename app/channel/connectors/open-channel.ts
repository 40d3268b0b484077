import type { CommunityChannel } from "#app/engine/outbox/channel.ts";

/** A school as patterns name it. */
export type School = { etablissement: string; uai: string };

/** A way out that is open: it sends, it can be tried without sending anything, it closes. */
export type OpenChannel = CommunityChannel & {
  /** Signs in and looks for whom a school's messages would go to. */
  test(school: School): Promise<{ ok: boolean; said: string }>;
  /** Lets what is on the wire finish. */
  close(): Promise<void>;
};
