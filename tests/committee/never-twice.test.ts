import fc from "fast-check";
import { expect, test } from "vitest";
import type { MeetingContext } from "#machines/meeting/v1/context.ts";
import { meetingV1 } from "#machines/meeting/v1/machine.ts";
import { StepRefused, type Stored } from "#machines/step.ts";
import {
  actor,
  ITEM,
  items,
  people,
  planned,
  type Sent,
  toConvened,
  toHeld,
  type Who,
  walk,
  world,
} from "./cast.ts";

/*
 * Whatever is sent by whomever in whatever order: never a vote counted twice, never a decision without quorum, never
 * a vote of a member in conflict counted. What is true is kept here from the accepted events alone, by another road
 * than the machine's own context.
 */
const RUNS = 10_000;
const seats = ["a", "b", "c", "d", "e"] as const;
const holders: Record<string, Who[]> = {
  a: ["a", "a2"],
  b: ["b", "b2"],
  c: ["c", "c2"],
  d: ["d", "d2"],
  e: ["e"],
};
const NEEDED = 3;
const whoever = fc.constantFrom<Who>(
  "a",
  "a2",
  "b",
  "b2",
  "c",
  "c2",
  "d",
  "d2",
  "e",
  "s",
  "t",
  "guest",
  "stranger",
);
const seat = fc.constantFrom(...seats);
const about = fc.constantFrom(ITEM.app, ITEM.free);
const ofItem = {
  [ITEM.app]: (yes: boolean) => ({ kind: "whitelist-request", verdict: yes ? "approved" : "refused", reasons: "x", conditions: [] }),
  [ITEM.free]: (yes: boolean) => ({ kind: "other", verdict: yes ? "adopted" : "rejected", text: "x" }),
}; // biome-ignore format: one a line

/** Half of what is sent comes from the seat's own people, so that runs go far. */
const own = fc.tuple(seat, fc.boolean()).map(([key, second]) => ({
  seat: key as string,
  who: (holders[key]?.[second ? 1 : 0] ?? holders[key]?.[0]) as Who,
}));
const mixed = fc.oneof(
  { weight: 3, arbitrary: own },
  { weight: 1, arbitrary: fc.record({ seat, who: whoever }) },
);
const bureau = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Who>("a", "a2", "s", "t") },
  { weight: 1, arbitrary: whoever },
);

const sent: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 6, arbitrary: mixed.map(({ seat, who }): Sent => ["member.arrived", who, { seat, who: people[who].person }]) },
  { weight: 2, arbitrary: mixed.map(({ seat, who }): Sent => ["member.left", who, { seat }]) },
  // A guest who is there counts for nothing.
  { weight: 1, arbitrary: fc.constantFrom<Who>("guest", "s").map((who): Sent => ["guest.arrived", who, { who: people.guest.person }]) },
  { weight: 9, arbitrary: fc.tuple(mixed, about, fc.constantFrom("for", "against", "abstain")).map(([{ seat, who }, item, vote]): Sent => ["vote.cast", who, { item, seat, vote }]) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom<Who>("s", "t"), seat, about).map(([who, key, item]): Sent => ["vote.cast", who, { item, seat: key, vote: "for" }]) },
  { weight: 2, arbitrary: fc.tuple(mixed, about).map(([{ seat, who }, item]): Sent => ["conflict.declared", who, { item, seat, reason: "x" }]) },
  { weight: 3, arbitrary: fc.tuple(bureau, about).map(([who, item]): Sent => ["item.opened", who, { item }]) },
  { weight: 4, arbitrary: fc.tuple(bureau, about, fc.boolean()).map(([who, item, yes]): Sent => ["item.decided", who, { item, outcome: ofItem[item]?.(yes) }]) },
  { weight: 1, arbitrary: fc.tuple(bureau, about).map(([who, item]): Sent => ["item.postponed", who, { item, reason: "x" }]) },
  { weight: 1, arbitrary: fc.tuple(bureau, about).map(([who, item]): Sent => ["item.discussed", who, { item, text: "x", base: 0 }]) },
); // biome-ignore format: one sort of event a line

/** Much is said while it is open; then it closes, at whatever moment, and more comes too late. */
const course = fc
  .tuple(
    fc.array(sent, { minLength: 8, maxLength: 20 }),
    fc.constantFrom<Sent>(
      ["meeting.closed", "s"],
      ["consultation.closed", "clock", { key: "closing" }],
      ["deadline.reached", "clock", { key: "before" }],
    ),
    fc.array(sent, { minLength: 2, maxLength: 6 }),
    fc.subarray<Sent>([
      ["minutes.validated", "a"],
      ["minutes.sent", "s"],
    ]),
  )
  .map(([before, close, after, last]) => [...before, close, ...after, ...last]);

/** Ten thousand runs ask this some hundred thousand times: plainer than an expectation, and forty times quicker. */
function must(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}

/** What the accepted events say, kept apart from the machine. */
class Ledger {
  there = new Map<string, string>();
  votes = new Map<string, { person: string; vote: string }>();
  conflicts = new Set<string>();
  decided = new Map<string, string>();
  constructor(readonly written: boolean) {}
  take([type, who, data = {}]: Sent, after: MeetingContext, tells: number): void {
    const { item, seat: key, vote } = data as { item: string; seat: string; vote: string };
    const at = `${item}/${key}`;
    const person = actor(who).id;
    if (type === "member.arrived") this.there.set(key, (data as { who: string }).who);
    if (type === "member.left") this.there.delete(key);
    if (type === "vote.cast") {
      const speaker = this.written ? person : this.there.get(key);
      must(speaker !== undefined, "a vote of a seat where nobody sits");
      must(!this.votes.has(at), "a second vote of a seat");
      must(!this.conflicts.has(`${item}/${speaker}`), "a vote in conflict");
      this.votes.set(at, { person: speaker as string, vote });
    }
    if (type === "conflict.declared") {
      const speaker = this.written ? person : (this.there.get(key) ?? person);
      this.conflicts.add(`${item}/${speaker}`);
      for (const [place, cast] of this.votes)
        if (place.startsWith(item) && cast.person === speaker) this.votes.delete(place);
    }
    if (type === "item.decided") this.decide(item, data.outcome as { verdict: string }, after, tells);
  }
  decide(item: string, outcome: { verdict: string }, after: MeetingContext, tells: number): void {
    expect(this.decided.has(item), "decided a second time").toBe(false);
    const cast = [...this.votes].filter(([place]) => place.startsWith(item));
    const count = (value: string) => cast.filter(([, { vote }]) => vote === value).length;
    const counted = this.written
      ? cast.length
      : [...this.there.values()].filter((one) => !this.conflicts.has(`${item}/${one}`)).length;
    expect(counted, "decided without quorum").toBeGreaterThanOrEqual(NEEDED);
    const yes = ["approved", "adopted"].includes(outcome.verdict);
    if (cast.length > 0) expect(count("for") > count("against"), "proclaimed against the vote").toBe(yes);
    const known = after.items.find(({ key }) => key === item)?.outcome;
    expect(known).toMatchObject({
      what: "decided",
      tally: {
        for: count("for"),
        against: count("against"),
        abstain: count("abstain"),
        quorum: { present: counted },
      },
    });
    expect(tells).toBe(item === ITEM.app ? 1 : 0);
    this.decided.set(item, JSON.stringify(known));
  }
  hold(context: MeetingContext): void {
    for (const { key, votes, outcome } of context.items) {
      const counted = votes.map(({ seat, vote }) => `${key}/${seat} ${vote}`).sort();
      const cast = [...this.votes].filter(([place]) => place.startsWith(key)).map(([place, { vote }]) => `${place} ${vote}`);
      must(counted.join() === cast.sort().join(), `votes counted: ${counted}; votes cast: ${cast}`);
      if (this.decided.has(key)) must(JSON.stringify(outcome) === this.decided.get(key), "a decision that changed");
    }
  } // biome-ignore format: the two lists side by side
}

function play(from: Stored, events: Sent[], written: boolean) {
  const ledger = new Ledger(written);
  let stored = from;
  let taken = 0;
  for (const [n, event] of events.entries()) {
    const [type, who, data = {}] = event;
    const at = new Date(Date.UTC(2026, 3, 7, 12, n)).toISOString();
    try {
      const { state, context, effects } = meetingV1.step(stored, { type, data, at, by: actor(who) }, world);
      stored = { state, context };
      taken += 1;
      const tells = effects.filter((one) => one.do === "tell" && one.event.type === "request.decided").length;
      ledger.take(event, context as unknown as MeetingContext, tells);
    } catch (error) {
      if (!(error instanceof StepRefused)) throw error;
    }
  }
  ledger.hold(stored.context as unknown as MeetingContext);
  return { taken, decided: ledger.decided.size, conflicts: ledger.conflicts.size };
}

const two = [items.app, items.free];
const here = seats.map((one): Sent => ["member.arrived", one, { seat: one, who: people[one].person }]);
const held = walk(["meeting.planned", "s", planned("sitting", two)], ...toHeld.slice(1), [
  "item.opened",
  "s",
  { item: ITEM.app },
]).stored as Stored;
const consulting = walk(
  ["meeting.planned", "s", planned("written", two)],
  [
    "consultation.opened",
    "s",
    { ...(toConvened[1]?.[2] ?? {}), closesAt: "2026-04-07T14:00:00.000Z", reason: "x" },
  ],
).stored as Stored;

test(`${RUNS} random meetings: never a vote twice, a decision without quorum, a vote in conflict`, () => {
  const seen = { taken: 0, decided: 0, conflicts: 0 };
  const seed = Number(process.env.TOCSIN_SEED) || Math.floor(Math.random() * 2 ** 31);
  process.stderr.write(`meetings: seed ${seed}\n`);
  fc.assert(
    fc.property(course, fc.boolean(), (events, written) => {
      const one = written
        ? play(consulting, events, true)
        : play(held, [...here.slice(0, events.length % 5), ...events], false);
      seen.taken += one.taken;
      seen.decided += one.decided;
      seen.conflicts += one.conflicts;
    }),
    { numRuns: RUNS, seed },
  );
  process.stderr.write(
    `meetings: ${seen.taken} events taken, ${seen.decided} points decided, ${seen.conflicts} conflicts\n`,
  );
  // Runs that decide nothing would prove nothing.
  expect(seen.decided).toBeGreaterThan(RUNS / 20);
  expect(seen.conflicts).toBeGreaterThan(RUNS / 4);
});
