import fc from "fast-check";
import { expect, test } from "vitest";
import { communicationOf } from "#conventions/schema.ts";
import { crisisEvents } from "#machines/crisis/v1/events.ts";
import { crisisV1 } from "#machines/crisis/v1/machine.ts";
import { lifeAfter } from "#machines/crisis/v1/reduce.ts";
import { emptyRoom, fold, foldAll, type RoomEntry } from "#machines/crisis/v1/room.ts";
import { cast, conventionNamed, runbookNamed } from "./model/cast.ts";
import { Console, type Crisis, contextOf } from "./model/console.ts";
import { dice, drawn, draws, speaker } from "./model/life.ts";

const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
const RUNS = Number(process.env.REPLAY_RUNS ?? 300);
const communication = communicationOf(conventionNamed("mbn-grand-est"));
const runbooks = ["messagerie-ent-compromise", "menace-surete", "rancongiciel-prestataire"].map(runbookNamed);
const types = Object.keys(draws);

/** A crisis lived at random: every event anyone may send, refused or not, up to its end now and then. */
function lived(number: number, events: number): Crisis {
  const r = dice(number);
  const c = new Console();
  const runbook = runbooks[r(runbooks.length)] as (typeof runbooks)[number];
  c.open(runbook, cast.rssi);
  const crisis = c.crises[0] as Crisis;
  const say = (type: string, by = speaker(type, r)) =>
    c.say(crisis, type, drawn(type, { crisis: contextOf(crisis), runbook, r, at: c.at }), by);
  if (r(4) > 0) for (const type of ["crisis.qualified", "crisis.activated"]) say(type, cast.direction);
  for (let n = 0; n < events; n += 1) {
    c.wall += r(30) * 60_000;
    // Mostly what its state takes, so that one dice in fifty is not all that happens.
    const taken = crisisV1.accepts(crisis.stored as never).filter((type) => type in draws);
    const ends = ["crisis.exited", "crisis.closed", "crisis.stood-down"];
    const type = r(5) > 0 ? (taken[r(taken.length)] as string) : (types[r(types.length)] as string);
    if (!ends.includes(type) || r(6) === 0) say(type);
    if (n === events >> 1 && r(2) === 0) compromised();
  }
  if (r(3) === 0)
    for (const type of [
      "crisis.exited",
      "retex.opened",
      "retex.noted",
      "retex.action-added",
      "retex.action-done",
      "retex.validated",
      "crisis.closed",
    ])
      say(type, cast.direction);
  return crisis;

  /** Rare by chance: found, a channel opened and shut, lifted. */
  function compromised() {
    const on = { what: "messaging", reason: "Comptes volés." };
    const mail = { channel: crisis.runbook.substitution[0] ?? "mail", reason: "Seul moyen." };
    say("press.proposed", cast.direction);
    say(r(2) === 0 ? "press.approved" : "press.refused", cast.rssi);
    c.say(crisis, "compromise.declared", on, cast.rssi);
    c.say(crisis, "compromise.confirmed", on, cast.direction);
    c.say(crisis, "channel.opened", mail, cast.direction);
    if (r(2) === 0) c.say(crisis, "channel.shut", mail, cast.direction);
    c.say(crisis, "restoration.declared", on, cast.direction);
    if (r(3) > 0) c.say(crisis, "restoration.confirmed", on, cast.rssi);
  }
}

/** As the journal gives it back: what JSON leaves of it. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test("someone can say each event of a crisis", () => {
  expect(types.sort()).toEqual(
    Object.keys(crisisEvents)
      .filter((type) => type !== "crisis.opened")
      .sort(),
  );
});

test(`a replay gives at every revision what the machine stored (${RUNS} crises, seed ${seed})`, () => {
  const seen = new Set<string>();
  const states = new Set<string>();
  let entries = 0;
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 5, max: 120 }), (number, events) => {
      const crisis = lived(number, events);
      const rules = { runbook: crisis.runbook, communication };
      const journal = plain(crisis.entries) as RoomEntry[];
      let room = emptyRoom();
      for (const [n, entry] of journal.entries()) {
        room = fold(room, entry, rules);
        const stored = crisis.steps[n];
        expect({ state: room.state, context: plain(room.context) }).toEqual({
          state: stored?.state,
          context: plain(stored?.context),
        });
        seen.add(entry.type);
        states.add(room.state);
      }
      entries += journal.length;
      expect(foldAll(emptyRoom(), journal, rules)).toEqual(room);
      // From the middle, with some of them twice, as a connection that comes back gives them.
      const half = foldAll(emptyRoom(), journal.slice(0, journal.length >> 1), rules);
      expect(foldAll(half, journal.slice(Math.max(0, (journal.length >> 1) - 3)), rules)).toEqual(room);
    }),
    { numRuns: RUNS, seed },
  );
  console.info(
    `${RUNS} crises, seed ${seed}: ${entries} entries, ${seen.size} event types, ${[...states].join(", ")}`,
  );
  expect([...states].sort()).toEqual([
    "active",
    "closed",
    "qualified",
    "retex",
    "sortie",
    "stood-down",
    "veille",
  ]);
  // Chance may leave out one or two; more, and something is never tried.
  expect(types.filter((type) => !seen.has(type)).length).toBeLessThan(4);
}, 300_000);

test("where an event leads is the same for the chart and for a replay", () => {
  const r = dice(seed);
  for (let n = 0; n < 40; n += 1) {
    const crisis = lived(r(2 ** 31 - 1), 80);
    for (const [k, { type }] of crisis.entries.entries())
      if (k > 0) expect(lifeAfter(crisis.steps[k - 1]?.state as never, type)).toBe(crisis.steps[k]?.state);
  }
});
