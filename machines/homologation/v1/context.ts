import type { KeptFile, Named } from "../../words.ts";
import type { Cause, DecisionKind, HomologationDataOf, MeasureState } from "./events.ts";

export type Signed = { at: string; by: { id: string; name: string } };
export type Covered = HomologationDataOf<"articulations.covered">["articulations"][number];
export type Piece = Omit<HomologationDataOf<"piece.added">, "file"> & {
  file?: KeptFile | undefined;
  added: Signed;
};
export type Risk = HomologationDataOf<"risk.set">;
export type Measure = {
  key: string;
  catalogue: string;
  ref: string;
  title: string;
  state: MeasureState;
  owner: string | null;
  dueAt: string | null;
  proof: string | null;
  note: string | null;
};
export type Opinion = Signed & Omit<HomologationDataOf<"opinion.given">, "member"> & { member: string };
export type Reserve = HomologationDataOf<"decision.taken">["reserves"][number];
export type Decision = Signed &
  Omit<HomologationDataOf<"decision.taken">, "months" | "effectAt"> & {
    decision: DecisionKind;
    months: number | null;
    effectAt: string;
    /** End of validity; null for a refusal. */
    until: string | null;
  };
/** Why it has to be looked at again, and what came of it. */
export type Review = Omit<Cause, "kind"> & {
  kind: Cause["kind"] | HomologationDataOf<"review.opened">["kind"];
  concluded: (Signed & { conclusion: "maintained" | "renewal"; reason: string }) | null;
};

/** What the authority decides on. Nothing of it changes after the decision: it is frozen (machine.ts). */
export type HomologationFile = {
  strategy: HomologationDataOf<"strategy.set"> | null;
  articulations: Covered[];
  pieces: Piece[];
  /** Versions that a newer one replaced before the decision. */
  replaced: Piece[];
  risks: Risk[];
  measures: Measure[];
  opinions: Opinion[];
};

/** One homologation of a system, from its strategy to its end. Times: ISO 8601, UTC; days: YYYY-MM-DD. */
export type HomologationContext = {
  system: HomologationDataOf<"homologation.opened">["system"];
  replaces: { id: string; ref: string } | null;
  timezone: string;
  file: HomologationFile;
  submitted: (Signed & { instance: string; note: string | null }) | null;
  returned: (Signed & { reason: string }) | null;
  decision: Decision | null;
  /** The signed decision, once it is: added to the dossier, not part of what was decided on. */
  signed: (Signed & { file: KeptFile }) | null;
  /** The measures as they go on after the decision. */
  plan: Measure[];
  reserves: Record<string, { lifted?: Signed & { proof: string }; lateSince?: string }>;
  reviews: Review[];
  suspended: (Signed & { reason: string }) | null;
  shown: boolean;
  /** The homologation that took its place. */
  supersededBy: { id: string; ref: string } | null;
  ended: {
    at: string;
    how: "expired" | "withdrawn" | "superseded" | "abandoned";
    reason: string | null;
    by: string;
  } | null;
};

/** The measures as they stand: before the decision those of the file, after it those of the plan. */
export const measuresOf = ({ decision, file, plan }: HomologationContext): Measure[] =>
  decision ? plan : file.measures;

export const levelOf = ({ likelihood, severity }: { likelihood: number; severity: number }) =>
  likelihood * severity;
/** What stays once the measures are in place. */
export const residualOf = (risk: Risk) => levelOf(risk.after ?? risk);

export const person = ({ id, name }: { id: string; name: string }) => ({ id, name });
export type { Named };
