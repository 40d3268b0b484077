import type { Duration } from "#conventions/schema.ts";
import type { Scope } from "../../effects.ts";
import type { Changes, Draft } from "./facts.ts";
import type { FoundApprover, Reach } from "./found.ts";
import type { PlaceOf } from "./words.ts";

export type CommunicationState =
  | "draft"
  | "t1"
  | "adapting"
  | "t2"
  | "approval"
  | "scheduled"
  | "sending"
  | "sent"
  | "ended"
  | "rejected"
  | "withdrawn";

export type Person = { id: string; name: string };
export type Signed = Person & { function: string; organisation: string };

/** waiting: its clock runs; tacit: silence approved (MBN-5.3-T1); late: the clock ended and silence gives nothing. */
export type ApprovalState = "waiting" | "approved" | "adapted" | "rejected" | "tacit" | "late";
/** One authority asked (several DSDEN: several of these), each with its own answer and clock. Times: ISO 8601, UTC. */
export type Approval = FoundApprover & {
  state: ApprovalState;
  askedAt: string;
  /** Null: the text sets no delay. */
  dueAt: string | null;
  within?: Duration;
  silence: "approves" | "escalates";
  /** Rule of the step it answers (MBN-5.3-T1, MBN-5.3-K1…); `rule` says why this authority (MBN-5.4). */
  step: { rule: string; article: string };
  by?: Signed;
  at?: string;
  reason?: string;
  changes?: Changes;
  /** Recorded tacit while nobody could be reached there: shown. */
  nobody?: true;
};

/** Decisions of the schools, as counts: the rows are in `school_decision`. */
export type DecisionCounts = {
  total: number;
  pending: number;
  accepted: number;
  refused: number;
  tacit: number;
  closed: number;
};
/** A clock of temps 2: the schools of one calendar. */
export type DecisionClock = {
  key: string;
  /** Calendars whose schools it ends for. */
  calendars: { timezone: string; departement: string | null; goodFridayOff: boolean | null }[];
  schools: number;
  dueAt: string;
  /** Once it has ended: how many answered by silence, and the hash over their rows. */
  ended?: { at: string; tacit: number; root: string };
};

export type Adaptation = {
  approval: string;
  by: Signed;
  at: string;
  reason: string;
  changes: Changes;
  /** What the changed fields said before. */
  before: Changes;
  answer?: { accepted: boolean; by: Signed; at: string; reason?: string };
};
export type Review = {
  state: "pending" | "done";
  rule: string;
  article: string;
  /** Keys of the instances that look at it: each gives its opinion. */
  instances: string[];
  opinions: { instance: string; opinion: string; text: string; by: Signed; at: string }[];
};
/** One channel's part of what left. `root`: over its delivery record, once it is whole. */
export type Leaving = {
  notice: string;
  channel: string;
  root?: string;
  sent: number;
  failed: number;
  cancelled: number;
};

/** All that a message to the community remembers besides its journal. */
export type CommunicationContext = {
  facts: Draft;
  scope: Scope;
  author: Signed & { place: PlaceOf };
  parties: string[];
  exercise: boolean;
  draftedAt: string;
  submittedAt?: string;
  /** Schools concerned, as they were when it was submitted. */
  reach: Reach | null;
  approvals: Approval[];
  adaptations: Adaptation[];
  decisions: (DecisionCounts & { rule: string; article: string; clocks: DecisionClock[] }) | null;
  review: Review | null;
  leftAt?: string;
  leaving: Leaving[];
  /** Why it ended before its time. */
  end?: { reason: string; by: Signed; at: string };
};
