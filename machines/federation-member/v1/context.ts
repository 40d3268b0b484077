import type { FederationRole } from "#conventions/schema.ts";
import type { KeptFile } from "../../words.ts";
import type { leavings, MemberDataOf, Outcome } from "./events.ts";

export type Signed = { at: string; by: { id: string; name: string } };
/** Someone looked: what was found, on which day, who, on what proof. Days: YYYY-MM-DD. */
export type Check = Signed & {
  outcome: Outcome;
  checkedOn: string;
  file: KeptFile | null;
  link: string | null;
  note: string | null;
};
/** A commitment taken, in the words of the convention when it was. Earlier checks are in the journal. */
export type Commitment = { key: string; role: FederationRole; name: string; check: Check | null };
export type Agreement = MemberDataOf<"member.applied">["agreement"];

/** A decision and what it was taken on: nothing of it ever changes. */
export type FederationDecision = Signed & {
  kind: "admitted" | "refused" | "amended" | "left" | "revoked";
  how: (typeof leavings)[number] | null;
  requestedOn: string | null;
  authority: { name: string; function: string };
  reason: string;
  /** In words; with `sitting`, those of the console. */
  meeting: string | null;
  /** The meeting that the console holds of it. */
  sitting?: { dossier: string; ref: string } | null;
  /** ISO 8601, UTC. */
  effectAt: string;
  frozen: { name: string; roles: FederationRole[]; agreement: Agreement; commitments: Commitment[] };
};

/** A member of an identity federation (ATR-8, annexe 2). Times: ISO 8601, UTC. */
export type MemberContext = {
  name: string;
  organisation: { id: string; key: string } | null;
  contact: string;
  roles: FederationRole[];
  agreement: Agreement;
  commitments: Commitment[];
  /** In their order; the last may still be to come into effect. */
  decisions: FederationDecision[];
  /** Signed copies, by the rank of their decision. */
  signed: Record<string, Signed & { file: KeptFile }>;
  place: { id: string; name: string; timezone: string };
  /** Days at which a check was late and the desk was told, by commitment: each is told once. */
  told: Record<string, string>;
  ended: { at: string; how: "refused" | "withdrawn" | "left"; reason: string } | null;
};

export const admissionOf = ({ decisions }: Pick<MemberContext, "decisions">) =>
  decisions.find(({ kind }) => kind === "admitted") ?? null;
