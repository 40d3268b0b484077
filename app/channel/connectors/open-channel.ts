import type { CommunityChannel } from "#app/engine/outbox/channel.ts";
import type { Progress } from "#app/engine/outbox/progress.ts";

/** A school as patterns name it. */
export type School = { etablissement: string; uai: string };

/** What a test tried, step by step, and what it concluded. */
export type Tested = {
  ok: boolean;
  said: string;
  /** Each thing tried, in order, in French; what failed is the last or says why the rest could not be tried. */
  tried: { what: string; ok: boolean }[];
};

/** A way out that is open: it sends, it can be tried without sending anything, it closes. */
export type OpenChannel = CommunityChannel & {
  /** Signs in and looks for whom a school's messages would go to. */
  test(school: School): Promise<Tested>;
  /** Asks what became of a message that it took; absent: it cannot be asked. Null: nothing that tells. */
  status?(provider: string): Promise<Progress | null>;
  /** Lets what is on the wire finish. */
  close(): Promise<void>;
};
