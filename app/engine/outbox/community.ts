import { randomUUID } from "node:crypto";
import type { Database } from "#app/platform/database/database.ts";
import { noticeFiller } from "../variables/fill-notice.ts";
import { batchSize } from "./batch-size.ts";
import type { CommunityChannels } from "./channel.ts";
import { type Claimed, dueLanes, type Lane, LEASE_SECONDS, type Notice } from "./claim.ts";
import { drain } from "./drain.ts";
import { temporary } from "./outcome.ts";
import { communitySender, type Sent } from "./send-to-community.ts";

export type CommunityOptions = {
  channels: CommunityChannels;
  now: () => Date;
  onError: (error: unknown) => void;
  stopped: () => boolean;
  noticeOf: (id: string) => Promise<Notice>;
  freshMs: number;
};

/** Messages in hand for each place on the wire. */
const IN_HAND = 4;
/** Claimed at once on a way out that is quick; one that is slow claims few, and closes on few. */
const MOST_AT_ONCE = 256;

/** Claims of dead processes are looked for this often, in milliseconds. */
const LAPSED_EVERY = (LEASE_SECONDS * 1_000) / 4;

/** Ways out to the community, each with its own lane: one that is slow or down holds no other, nor the alerts. */
export function communityLanes(db: Database, options: CommunityOptions) {
  const running = new Map<string, Promise<number>>();
  const filler = noticeFiller(db, options.now);
  let lapsedSeen = Number.NEGATIVE_INFINITY;

  async function drainLane(lane: Lane): Promise<number> {
    const { channels, now, onError, stopped, noticeOf, freshMs } = options;
    const worker = randomUUID();
    const found = await channels(lane.dispositif ?? "", lane.channel);
    const most = "refused" in found ? 4 : Math.max(1, found.concurrency);
    const way = { channel: lane.channel, dispositif_id: lane.dispositif };
    const sender = communitySender({ db, worker, channels, now, noticeOf, filler }, way, most);
    const caught = (error: unknown) => {
      onError(error);
      return temporary(error);
    };
    const answerTo = (delivery: Claimed, fresh: () => boolean): Promise<Sent> =>
      sender.send(delivery, fresh).catch(caught);
    const admit = (claimed: Claimed[]) => sender.admit(claimed).catch(caught);
    // While some are on the wire others are prepared and others wait for their permit.
    const lanes = () => most * IN_HAND;
    const batch = batchSize(most * 4, MOST_AT_ONCE);
    const pace = async () => {
      const way = await channels(lane.dispositif ?? "", lane.channel);
      return "refused" in way ? undefined : way.pace;
    };
    return drain({
      ...{ db, worker, lane, lanes, batch, freshMs },
      ...{ now, stopped, onError, admit, answerTo, pace },
    });
  }

  function start(lane: Lane): void {
    const key = `${lane.dispositif} ${lane.channel}`;
    if (!running.has(key))
      running.set(
        key,
        drainLane(lane).finally(() => running.delete(key)),
      );
  }

  return {
    /** Starts a lane for each way out that has something due and none running. @returns how many all have sent, in the end. */
    async start(): Promise<{ sent: Promise<number> }> {
      const at = options.now();
      const withLapsed = Math.abs(at.getTime() - lapsedSeen) >= LAPSED_EVERY;
      if (withLapsed) lapsedSeen = at.getTime();
      const lanes = options.stopped() ? [] : await dueLanes(db, at, withLapsed);
      for (const lane of lanes) start(lane);
      const sent = Promise.all(running.values()).then((counts) => counts.reduce((a, b) => a + b, 0));
      sent.catch(options.onError);
      return { sent };
    },
    /** Waits for what is on the wire. */
    async settled(): Promise<void> {
      await Promise.allSettled(running.values());
    },
  };
}
