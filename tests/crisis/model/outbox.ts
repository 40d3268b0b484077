import { only } from "#app/engine/write/rows.ts";
import type { Effect } from "#machines/effects.ts";
import type { LockContext } from "#machines/lock/v1/changes.ts";

/** One message to one school and profile, with what its row holds. Times in milliseconds of the wall clock. */
export type Delivery = {
  id: number;
  notice: string;
  channel: string;
  state: "queued" | "sending" | "sent" | "held" | "cancelled" | "refused";
  nextAt: number;
  claimedBy: number | null;
  claimedAt: number;
  decision?: "release" | "cancel";
  /** How often it left; how often it was on the wire when its process died, or looked dead to a clock that jumped. */
  left: number;
  excused: number;
  /** Of process sûreté: a third party needs its attestation whether a case is open or not (MBN-7). */
  safety: boolean;
  /** Its clock made it leave: nothing asked the lock yet but the gate will. */
  byClock: boolean;
};
const LEASE = 60_000;
const SCHOOLS = 2;

/**
 * The rows of `delivery` and the statements that move them (app/engine/write/community.sql.ts, outbox/claim.ts,
 * gate.ts, outcome.ts), in memory: same conditions, same writes, one after the other.
 */
export function outboxTable() {
  const rows: Delivery[] = [];

  function broadcast(
    { notice, channel, profiles, facts, decided }: Extract<Effect, { do: "broadcast" }>,
    now: number,
  ) {
    for (let n = 0; n < SCHOOLS * profiles.length; n += 1)
      rows.push({
        ...{ id: rows.length, notice, channel, state: "queued", nextAt: now },
        ...{ claimedBy: null, claimedAt: 0, left: 0, excused: 0 },
        ...{ safety: facts.process === "surete", byClock: Boolean(decided) },
      });
  }

  /** The effects of one step are parts of one statement: each sees the rows as they were before all of them. */
  function apply(effects: Effect[], now: number): void {
    const was = rows.map(({ state, decision, channel }) => ({ state, decision, channel }));
    const where = (test: (row: Delivery, before: (typeof was)[number]) => boolean) =>
      rows.filter((row, n) => was[n] && test(row, was[n]));
    for (const e of only(effects, "broadcast")) broadcast(e, now);
    for (const { channels } of only(effects, "hold"))
      for (const row of where(
        (_, b) => b.state === "queued" && channels.some((c) => c.channel === b.channel),
      )) {
        row.state = "held";
        delete row.decision;
      }
    for (const e of only(effects, "settle-held"))
      for (const row of where(
        (r, b) =>
          b.state === "held" &&
          (e.notice === "all" || r.notice === e.notice) &&
          (!e.channel || b.channel === e.channel),
      ))
        settleHeld(row, e, now);
    // Last, so that a row that two parts of a statement would write is left as the one that lets it go wants it.
    for (const { channels } of only(effects, "let-go"))
      for (const row of where(
        (_, b) => b.state === "held" && b.decision === "release" && channels.includes(b.channel),
      ))
        Object.assign(row, { state: "queued", nextAt: now, decision: undefined });
  }

  function settleHeld(row: Delivery, e: Extract<Effect, { do: "settle-held" }>, now: number): void {
    if (e.choice === "cancel") Object.assign(row, { state: "cancelled", decision: "cancel" });
    else if (e.choice === "reroute")
      Object.assign(row, { state: "queued", channel: e.to ?? "", nextAt: now, decision: undefined });
    else
      Object.assign(row, {
        state: e.openNow?.includes(row.channel) ? "queued" : "held",
        nextAt: now,
        decision: "release",
      });
  }

  return {
    rows,
    apply,
    /** @returns the row claimed for this worker, and from whom a claim whose lease ended was taken over. */
    claim(worker: number, channel: string, now: number): { row: Delivery; from: number | null } | null {
      const row = rows.find(
        (one) =>
          one.channel === channel &&
          ((one.state === "queued" && one.nextAt <= now) ||
            (one.state === "sending" && one.claimedAt < now - LEASE)),
      );
      if (!row) return null;
      const from = row.state === "sending" ? row.claimedBy : null;
      Object.assign(row, { state: "sending", claimedBy: worker, claimedAt: now });
      return { row, from };
    },
    /** The gate: reads the lock's context, and of the message whether it is one of safety. */
    ask(worker: number, row: Delivery, channel: string, lock: LockContext, now: number) {
      if (row.state !== "sending" || row.claimedBy !== worker || row.channel !== channel) return "lost";
      const attested =
        !(row.safety && channel.startsWith("third-party:")) ||
        lock.attestations.some((one) => one.channel === channel && Date.parse(one.validUntil) > now);
      const open =
        attested &&
        lock.open.some((one) => one.channel === channel && (!one.until || Date.parse(one.until) > now));
      if (open) row.claimedAt = now;
      else Object.assign(row, { state: "held", claimedBy: null, decision: undefined });
      return open ? "open" : "held";
    },
    settle(worker: number, row: Delivery, state: "sent" | "queued" | "refused", now: number): void {
      if (row.claimedBy !== worker || row.state !== "sending") return;
      Object.assign(row, { state, claimedBy: null, nextAt: state === "queued" ? now + 5_000 : row.nextAt });
    },
    giveBack(worker: number, row: Delivery): void {
      if (row.claimedBy === worker && row.state === "sending")
        Object.assign(row, { state: "queued", claimedBy: null });
    },
  };
}
export type OutboxTable = ReturnType<typeof outboxTable>;
