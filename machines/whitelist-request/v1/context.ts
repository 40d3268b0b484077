import type { Check, Named, RequestDataOf } from "./events.ts";
import type { Draft, RequestForm } from "./form.ts";
import type { Domain, Opinion, Outcome } from "./words.ts";

export type RequestLife =
  | "draft"
  | "filed"
  | "admissible"
  | "instruction"
  | "committee"
  | "waiting"
  | "approved"
  | "integrated"
  | "tested"
  | "active"
  | "review-due"
  | "suspended"
  | "refused"
  | "withdrawn"
  | "redirected"
  /** Goes on under another request of the same application. */
  | "joined";
/** States in which a stage has a clock of its own. */
export type Stage = "completeness" | "naming" | "instruction" | "committee" | "integration" | "review";

export type Signed = {
  by: { id: string; name: string; function: string | null; organisation: string | null };
  at: string;
};
export type Given = Signed & {
  opinion: Opinion;
  text: string;
  conditions: { text: string; owner: string; dueOn: string }[];
};
/** One decision with what it rests on; `what` of its kind. Kept whole, in order. */
export type Decision = Signed & {
  what: "decided" | "reviewed" | "suspended" | "reinstated" | "revoked";
  outcome: Outcome | "kept" | "suspended" | "reinstated" | "revoked";
  reasons: string;
  sitting: RequestDataOf<"request.decided">["sitting"];
  until: string | null;
  /** The incident or crisis that suspended it at once. */
  because?: { dossier: string; ref: string; title: string };
};
export type Condition = {
  n: number;
  text: string;
  owner: string;
  dueOn: string;
  met: (Signed & { proof: string }) | null;
  lateSince: string | null;
};
/** The clock of the stage under way. `left`: working days that stay while it is stopped. */
export type StageClock = { stage: Stage; startedAt: string; dueAt: string; lateSince: string | null };

/** A request for one application in one dispositif, and its whole life. Times: ISO 8601, UTC. */
export type RequestContext = {
  place: RequestDataOf<"request.drafted">["place"];
  requester: Named;
  key: string;
  name: string;
  from: { ref: string; dispositif: string } | null;
  draft: Draft;
  /** As filed, then as completed; null before. */
  form: RequestForm | null;
  filedAt: string | null;
  /** Others who asked for the same application, and joined this request. */
  joined: RequestDataOf<"organisation.joined">[];
  /** A host of its that a list named, until a decision is taken knowing of it. */
  reported: { host: string; reason: string; by: string; at: string } | null;
  /** The request that this one joined. */
  joins: { dossier: string; ref: string } | null;
  instructors: Partial<Record<Domain, Named>>;
  opinions: Partial<Record<Domain, Given>>;
  clock: StageClock | null;
  waiting: {
    what: string;
    by: string;
    at: string;
    resume: "filed" | "admissible" | "instruction" | "committee";
    stage: Stage;
    left: number;
  } | null;
  /** When the clock stood still, and why. */
  pauses: { from: string; until: string; what: string }[];
  decisions: Decision[];
  conditions: Condition[];
  links: {
    what: "integrated" | "tested" | "activated" | "failed" | "closed" | "reopened";
    at: string;
    by: string;
    proof: string;
  }[];
  checks: { at: string; list: Check[]; gar: { id: string; name: string; publisher: string } | null } | null;
  metadata: NonNullable<RequestDataOf<"checks.recorded">["metadata"]> | null;
  /** Waves of checks asked for and not made yet. */
  checksWanted: boolean;
  compromises: { dossier: string; ref: string; title: string; at: string }[];
  suspension: { at: string; cause: "incident" | "decision" | "expiry" | "review"; reason: string } | null;
  /** Last day of the approval (YYYY-MM-DD), if any. */
  until: string | null;
  reviewAt: string | null;
  /** Each state and since when: time spent in each is read from it. */
  history: { state: RequestLife; at: string }[];
};

export const signed = ({
  by,
  at,
}: {
  by: {
    id: string;
    name: string;
    function?: string | undefined;
    organisation?: { name: string } | undefined;
  };
  at: string;
}): Signed => ({
  by: {
    id: by.id,
    name: by.name,
    function: by.function ?? null,
    organisation: by.organisation?.name ?? null,
  },
  at,
});
