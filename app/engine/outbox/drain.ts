import type { Database } from "#app/platform/database/database.ts";
import type { BatchSize } from "./batch-size.ts";
import type { Pace } from "./channel.ts";
import { type Claimed, claim, giveBack, hasDue, type Lane, release } from "./claim.ts";
import { type Answer, type Outcome, outcomeOf, settle } from "./outcome.ts";
import { reportFailures, sealFinished } from "./record.ts";

export type DrainOptions = {
  db: Database;
  /** Whose claims these are: one name a drain, so that a stop gives back its own alone. */
  worker: string;
  /** Of the community; absent: professional messages. */
  lane?: Lane;
  /** Messages on the wire at once. */
  lanes(): number;
  batch: BatchSize;
  freshMs: number;
  now: () => Date;
  stopped: () => boolean;
  /** Told of a dossier that could not be stepped with what became of its messages; the others go on. */
  onError: (error: unknown) => void;
  /** The rate of the way out, if it has one now. */
  pace?(): Promise<Pace | undefined>;
  /** Those of a batch that are to be sent, the others being settled; an answer is that of each. Absent: all. */
  admit?(claimed: Claimed[]): Promise<Claimed[] | Answer>;
  /**
   * @returns « settled »: its row was written already (held at the gate, or another process has it); « late »: it was
   *   not begun and is given back, for `fresh` said no.
   */
  answerTo(delivery: Claimed, fresh: () => boolean): Promise<Answer | "settled" | "late">;
};

/**
 * Sends what is due on one lane until nothing is.
 * @returns how many were sent.
 */
export async function drain(options: DrainOptions): Promise<number> {
  const { db, worker, lane, now, stopped, onError } = options;
  const inHand = new Set<string>();
  const claimNow = async () => {
    const pace = await options.pace?.();
    const may = pace ? await allowed(options, pace) : options.batch.now();
    const since = performance.now();
    const found = await claim(db, worker, now(), may, lane, inHand);
    if (pace && found.toSend.length < may) await pace.giveBack(may - found.toSend.length);
    for (const { id } of found.toSend) inHand.add(id);
    return { since, ...found };
  };
  let sent = 0;
  const touched = new Set<string>();
  const failed: string[] = [];
  // The next batch is claimed and the last one written while this one is on the wire.
  let claiming = claimNow();
  let writing: Promise<void> = Promise.resolve();
  let gaveBack = false;
  for (;;) {
    const { toSend, settled, since } = await claiming;
    for (const id of settled) touched.add(id);
    // A claim made before some were given back has not seen them: ask once more.
    if (stopped() || (toSend.length + settled.length === 0 && !gaveBack)) break;
    claiming = claimNow();
    claiming.catch(() => {});
    const { outcomes, late } = await sendBatch(options, toSend, since);
    gaveBack = late > 0;
    const unwritten = new Set(outcomes.map(({ id }) => id));
    for (const { id } of toSend) if (!unwritten.has(id)) inHand.delete(id);
    for (const { notice_id } of toSend) touched.add(notice_id);
    for (const one of outcomes) if (one.state === "refused" || one.state === "dead") failed.push(one.id);
    sent += outcomes.filter((one) => one.state === "sent").length;
    await writing;
    writing = write(options, outcomes).then(() => {
      for (const id of unwritten) inHand.delete(id);
    });
    writing.catch(() => {});
  }
  await writing;
  if (stopped()) await release(db, worker);
  for (let i = 0; i < failed.length; i += 500)
    await reportFailures(db, failed.slice(i, i + 500), now(), onError);
  if (touched.size > 0) await sealFinished(db, [...touched], now(), onError);
  return sent;
}

/** Waits for the rate to let a message go, as long as there is one. @returns how many may be claimed now; 0: none is due. */
async function allowed(options: DrainOptions, pace: Pace): Promise<number> {
  for (;;) {
    const { may, waitMs } = await pace.take(options.batch.now());
    if (may > 0 || options.stopped()) return may;
    if (options.lane && !(await hasDue(options.db, options.lane, options.now()))) return 0;
    // In short naps, so that a stop is heard.
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(waitMs, 5), 500)));
  }
}

async function sendBatch(options: DrainOptions, claimed: Claimed[], since: number) {
  const { db, worker, now, freshMs, stopped } = options;
  const outcomes: Outcome[] = [];
  const late: Claimed[] = [];
  const began = performance.now();
  const answered = (delivery: Claimed, answer: Answer) =>
    void outcomes.push(outcomeOf(delivery, answer, now(), Math.random()));
  const admitted = claimed.length > 0 && options.admit ? await options.admit(claimed) : claimed;
  if (!Array.isArray(admitted)) {
    for (const delivery of claimed) answered(delivery, admitted);
    return { outcomes, late: 0 };
  }
  let next = 0;
  const fresh = () => !stopped() && performance.now() - since < freshMs;
  const lane = async () => {
    while (next < admitted.length && fresh()) {
      const delivery = admitted[next++] as Claimed;
      const answer = await options.answerTo(delivery, fresh);
      if (answer === "late") late.push(delivery);
      else if (answer !== "settled") answered(delivery, answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.lanes(), admitted.length) }, lane));
  options.batch.took(claimed.length, performance.now() - began);
  late.push(...admitted.slice(next));
  if (late.length > 0) await giveBack(db, worker, late);
  return { outcomes, late: late.length };
}

/** What was sent must be written: a database away for a moment must not make two hundred people read it twice. */
async function write({ db, worker, now }: DrainOptions, outcomes: Outcome[]): Promise<void> {
  for (let left = 20; ; left -= 1)
    try {
      return await settle(db, worker, now(), outcomes);
    } catch (error) {
      if (left === 0 || isWrong(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
}

/** A statement that the database refuses (data, constraint, syntax) or a bug of ours: waiting would not mend it. */
const isWrong = (error: unknown) =>
  error instanceof TypeError || /^(22|23|42)/.test(String((error as { code?: unknown } | null)?.code));
