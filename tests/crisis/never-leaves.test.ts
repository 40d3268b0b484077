import fc from "fast-check";
import { expect, test } from "vitest";
import { cast } from "./model/cast.ts";
import { aMove } from "./model/moves.ts";
import { type Played, play, type Seen } from "./model/play.ts";

const RUNS = Number(process.env.CRISIS_RUNS ?? 10_000);
/** Repeats a failure with `SEED=… npx vitest run --project unit tests/crisis/never-leaves.test.ts`. */
const seed = process.env.SEED ? Number(process.env.SEED) : Date.now() % 2 ** 31;
const CHANNELS = ["ent-messaging", "ent-flash", "sms", "mail", "feed", "phone", "third-party:alerte"];

/** Every message has exactly one place, and none has a place that nobody gave it. */
function noneLost({ c, accepted, must }: Played): void {
  must(c.outbox.rows.length === accepted(), `${accepted()} accepted, ${c.outbox.rows.length} known`);
  for (const row of c.outbox.rows) {
    must(row.state !== "sent" || row.left > 0, "written as sent, never left");
    must(row.state !== "cancelled" || row.decision === "cancel", "cancelled by nobody");
    must(
      row.left <= 1 + row.excused,
      `left ${row.left} times, ${row.excused} of them on the wire in a crash`,
    );
  }
}

/** Nothing is claimed any more, and what is queued leaves until nothing is. */
function drain({ c, workers, must }: Played): void {
  for (const n of [0, 1, 2]) workers.die(n);
  // Longer than any jump of the clock: claims dated ahead of it end too.
  c.wall += 100 * 3_600_000;
  c.mono += 100 * 3_600_000;
  for (let left = 3 * c.outbox.rows.length + 3; ; left -= 1) {
    const busy = c.outbox.rows.filter(({ state }) => state === "queued" || state === "sending");
    if (busy.length === 0) return;
    must(left > 0, "the outbox does not come to an end");
    for (const { channel } of busy) {
      workers.claim(0, channel);
      workers.ask(0);
      workers.send(0, "sent");
      workers.settle(0);
    }
  }
}

/** Whoever is entitled to ends every crisis, then decides of what is still held. */
function endAll({ c, cases, say, must }: Played): void {
  for (const [n, one] of cases.entries()) {
    if (!one.active) continue;
    const [direction] = one.seats.get("direction") ?? [];
    must(direction !== undefined, "a cell without a head");
    const rssi = [...(one.seats.get("rssi") ?? [])].find((who) => who !== direction);
    for (const what of [...one.compromised]) {
      if (!direction || !rssi) return;
      must(
        say(n, rssi, { type: "restoration.declared", data: { what, reason: "r" } }) === null,
        "cannot lift",
      );
      must(say(n, direction, { type: "restoration.confirmed", data: { what } }) === null, "cannot lift");
    }
    const criteria = c.crises[n]?.runbook.exit.map(({ key }) => key);
    if (direction)
      must(say(n, direction, { type: "crisis.exited", data: { criteria } }) === null, "cannot exit");
  }
  const data = { notice: "all", choice: "release", reason: "fin de crise" };
  must(c.tellLock("held.decided", data, cast.direction) === null, "held messages cannot be released");
}

test(`over ${RUNS} interleavings no message leaves on a closed channel and none is lost (seed ${seed})`, () => {
  const seen: Seen = {};
  // Refusals by the hundred thousand: their stacks would cost a third of the time.
  Error.stackTraceLimit = 2;
  const before = process.cpuUsage();
  fc.assert(
    fc.property(fc.array(aMove, { minLength: 6, maxLength: 26, size: "max" }), (moves) => {
      const played = play([{ do: "begin", runbook: moves.length % 3, seated: true }, ...moves], seen);
      const { c, departures, must, count } = played;
      for (const { age } of departures) must(age >= 0 && age <= 2_000, `left ${age} ms after its permit`);
      noneLost(played);
      drain(played);
      noneLost(played);
      for (const { state } of c.outbox.rows) count(`ends ${state}`);
      endAll(played);
      drain(played);
      noneLost(played);
      const stuck = c.outbox.rows.filter(
        // In safety a third party without a fresh attestation stays shut, case or no case (MBN-7).
        ({ state, channel, safety }) =>
          state === "held" && CHANNELS.includes(channel) && !(safety && channel.startsWith("third-party")),
      );
      if (played.cases.every(({ active }) => !active))
        must(stuck.length === 0, `${stuck.length} held for ever`);
      count("left twice after a crash", c.outbox.rows.filter(({ left }) => left > 1).length);
    }),
    { numRuns: RUNS, seed },
  );
  const { user, system } = process.cpuUsage(before);
  console.info(
    `${RUNS} runs, seed ${seed}, ${Math.round((user + system) / 1e6)} s of processor\n${Object.entries(seen)
      .sort()
      .map(([what, n]) => `${what}: ${n}`)
      .join("\n")}`,
  );
  if (RUNS < 5_000) return;
  // What never happened was not tested.
  for (const what of [
    "permits", "held at the gate", "ends sent", "ends held", "ends cancelled", "left twice after a crash", "die", "stop",
    "compromise.confirmed", "refused compromise.confirmed", "restoration.confirmed", "channel.opened", "channel.shut",
    "message.approved", "refused message.proposed", "held.decided", "lock held.decided", "attestation", "crisis.exited",
    "classique", "urgent", "surete", "refused classique", "refused urgent", "refused surete",
  ]) // biome-ignore format: a list to read at a glance
    expect(seen[what], what).toBeGreaterThan(0);
}, 900_000);
