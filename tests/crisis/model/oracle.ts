import type { Who } from "./cast.ts";

// rules.md §4 written again in its own words, from what was accepted and not from the lock's context: if the lock and
// this disagree, one of them is wrong. Nothing here may import machines/lock or machines/crisis.

const ENT_TOOLS = ["ent-messaging", "ent-flash", "sms"];

export type Case = {
  kind: "crisis" | "surete";
  active: boolean;
  seats: Map<string, Set<Who>>;
  /** What the first of two people said, and who. */
  declared: Map<string, Who>;
  lifting: Map<string, Who>;
  compromised: Set<string>;
  openedByDirection: Set<string>;
  /** Messages proposed, by key, and how many times a school they were accepted for. */
  messages: Map<string, { channel: string; profiles: number }>;
  accepted: number;
};
export const newCase = (kind: Case["kind"]): Case => ({
  kind,
  active: false,
  seats: new Map(),
  declared: new Map(),
  lifting: new Map(),
  compromised: new Set(),
  openedByDirection: new Set(),
  messages: new Map(),
  accepted: 0,
});

/** Third parties by key, with the instant (ms) at which their attestation was last checked. */
export type Attested = Map<string, number>;

const oneYearAfter = (ms: number) => {
  const date = new Date(ms);
  return date.setUTCFullYear(date.getUTCFullYear() + 1);
};

/**
 * May a message reach the community on this channel at that instant (ms)? Each open case answers for itself, and all
 * must let it.
 */
export function mayReach(channel: string, cases: Case[], attested: Attested, now: number): boolean {
  const checked = attested.get(channel);
  const validated = checked !== undefined && now < oneYearAfter(checked);
  return cases
    .filter((one) => one.active)
    .every((one) => {
      if (one.kind === "surete" && !ENT_TOOLS.includes(channel) && !validated) return false;
      if (one.compromised.size > 0) return channel !== "ent-messaging" && one.openedByDirection.has(channel);
      return one.kind === "surete" || channel === "ent-messaging";
    });
}

/** A message of process sûreté is judged as by a safety event, whether one is open or not (MBN-7). */
export const mayReachInSafety = (channel: string, cases: Case[], attested: Attested, now: number): boolean =>
  mayReach(channel, [...cases, { ...newCase("surete"), active: true }], attested, now);

/** Two different people, one in each of the two seats. */
export const twoOf = (one: Case, first: Who | undefined, second: Who): boolean => {
  if (!first || first === second) return false;
  const sits = (who: Who, role: string) => one.seats.get(role)?.has(who) ?? false;
  return (
    (sits(first, "direction") && sits(second, "rssi")) || (sits(first, "rssi") && sits(second, "direction"))
  );
};
