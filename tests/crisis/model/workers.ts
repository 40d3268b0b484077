import type { Console } from "./console.ts";
import type { Delivery } from "./outbox.ts";

/** A permit older than this is asked for again (app/engine/outbox/gate.ts). */
const PERMIT_MS = 2_000;
/** A message claimed longer ago is given back instead of being sent (app/engine/outbox/drain.ts). */
const FRESH_MS = 15_000;

/** `permit`: until when (monotonic), and what was true when it was given. */
type InHand = {
  row: Delivery;
  channel: string;
  /** When it was claimed, or last let leave (monotonic). */
  since: number;
  permit?: { until: number; at: number };
  answer?: "sent" | "queued" | "refused";
};
export type Departure = { row: Delivery; channel: string; permitWall: number; age: number };
export type Answered = "sent" | "refused" | "queued";

/**
 * Senders that may die at any point. `mayReachNow` is asked at each permit; `left` is the network.
 */
export function senders(
  console_: Console,
  left: Departure[],
  onPermit: (channel: string, open: boolean, safety: boolean) => void,
) {
  const { outbox } = console_;
  let nextId = 10;
  const workers = [0, 1, 2].map((id) => ({ id, hand: [] as InHand[] }));
  const pick = (n: number) => workers[n % workers.length] as (typeof workers)[number];

  /** On the wire and its row about to be another's: the only way in which a message may leave twice. */
  const excuse = (hand: InHand[]) => {
    for (const one of hand) if (one.answer === "sent") one.row.excused += 1;
  };

  return {
    claim(n: number, channel: string) {
      const worker = pick(n);
      const claimed = outbox.claim(worker.id, channel, console_.wall);
      if (!claimed) return;
      const { row, from } = claimed;
      // Taken over from someone who lives but looked dead: stalled longer than its lease, or the clock jumped.
      const stalled = workers.flatMap(({ id, hand }) => (id === from ? hand : []));
      if (stalled.some((one) => one.row === row && (one.permit || one.answer === "sent"))) row.excused += 1;
      // Claims bear the name of their worker: one that has it again after such a jump holds it twice.
      else if (worker.hand.some((one) => one.row === row)) row.excused += 1;
      worker.hand.push({ row, channel, since: console_.mono });
    },
    ask(n: number) {
      const worker = pick(n);
      const one = worker.hand.find((held) => !held.answer && !held.permit);
      if (!one) return;
      const asked = console_.mono;
      if (asked - one.since >= FRESH_MS) {
        outbox.giveBack(worker.id, one.row);
        worker.hand.splice(worker.hand.indexOf(one), 1);
        return;
      }
      const verdict = outbox.ask(worker.id, one.row, one.channel, console_.lock, console_.wall);
      if (verdict !== "lost") onPermit(one.channel, verdict === "open", one.row.safety);
      if (verdict === "open") {
        one.permit = { until: asked + PERMIT_MS, at: console_.wall };
      } else worker.hand.splice(worker.hand.indexOf(one), 1);
    },
    send(n: number, answer: Answered) {
      const one = pick(n).hand.find((held) => held.permit && !held.answer);
      if (!one?.permit) return;
      if (console_.mono > one.permit.until) return void delete one.permit;
      one.answer = answer;
      if (answer !== "sent") return;
      one.row.left += 1;
      left.push({
        row: one.row,
        channel: one.channel,
        permitWall: one.permit.at,
        age: console_.mono - (one.permit.until - PERMIT_MS),
      });
    },
    settle(n: number) {
      const worker = pick(n);
      const done = worker.hand.filter((one) => one.answer);
      for (const one of done) if (one.answer) outbox.settle(worker.id, one.row, one.answer, console_.wall);
      worker.hand = worker.hand.filter((one) => !one.answer);
    },
    /** kill -9: what it knew is gone; whoever starts in its place has another name. */
    die(n: number) {
      const worker = pick(n);
      excuse(worker.hand);
      worker.hand = [];
      worker.id = nextId++;
    },
    /** SIGTERM: what is on the wire is written, the rest given back. */
    stop(n: number) {
      this.settle(n);
      const worker = pick(n);
      for (const one of worker.hand) outbox.giveBack(worker.id, one.row);
      worker.hand = [];
      worker.id = nextId++;
    },
  };
}
