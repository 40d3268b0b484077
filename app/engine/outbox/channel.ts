import type { Claimed, Notice } from "./claim.ts";
import type { Answer } from "./outcome.ts";

/** A way out to professionals. `send` must end by itself within LONGEST_SEND_SECONDS. */
export type Channel = { send(delivery: Claimed, notice: Notice): Promise<Answer>; concurrency: number };

/** A rate that is kept by every process together. */
export type Pace = {
  /** @returns how many of `most` may leave now, and how long until one more may, in milliseconds. */
  take(most: number): Promise<{ may: number; waitMs: number }>;
  /** Gives back what was taken for nothing. */
  giveBack(count: number): Promise<void>;
};

/**
 * A message prepared: one call and it leaves. « again »: nothing left (a session had ended), prepare it anew.
 * `keep` is what a later try must know (a draft's identifier): it is written in the very statement that gives the
 * permit, so before the message can leave.
 */
export type Ready = { keep?: string; send(): Promise<Answer | "again"> };

/**
 * A way out to the community. In two halves, so that the gate stands between them: `prepare` may sign in, look for
 * recipients and write drafts that nobody sees; only `send` makes the message leave, and it is called with a permit.
 * Each half must end by itself within HALF_SECONDS.
 */
export type CommunityChannel = {
  concurrency: number;
  /** Absent: as fast as it answers. */
  pace?: Pace;
  /** @param keep writes down at once what a later try must know, for what is only known while it leaves. */
  prepare(
    delivery: Claimed,
    notice: Notice,
    keep: (provider: string) => Promise<void>,
  ): Promise<Ready | Answer>;
};

/** Finds the way out of a dispositif by its key; a sentence says why there is none, and a person is told. */
export type CommunityChannels = (
  dispositif: string,
  channel: string,
) => Promise<CommunityChannel | { refused: string }>;

export const LONGEST_SEND_SECONDS = 45;
/** The gate renews the lease between the halves: each has it whole. */
export const HALF_SECONDS = 40;
