/** superseded: another version took its place before or after it was in force. */
export type VersionState = "draft" | "submitted" | "approved" | "in-force" | "superseded" | "retired";
export type Signed = { by: { id: string; name: string }; at: string };

/** One text of the procedure and what became of it. Times: ISO 8601, UTC. */
export type RunbookVersion = {
  /** SHA-256 of its text, the key of `content`. */
  hash: string;
  /** Number that its author gave it. */
  version: number;
  title: string;
  state: VersionState;
  drafted: Signed;
  submitted?: Signed & { note?: string };
  approved?: Signed & { instance: string; instanceName: string; meetingAt: string; minutes: string };
  returned?: Signed & { reason: string };
  enforced?: Signed;
  retired?: Signed & { reason: string };
};

/** A crisis procedure of one dispositif, with all its versions, oldest first (MBN-6.2). */
export type RunbookContext = {
  key: string;
  dispositif: string;
  versions: RunbookVersion[];
  /** When the one in force is due for review, and since when it is overdue. */
  review: { dueAt: string; overdueSince?: string } | null;
};

export const newest = ({ versions }: RunbookContext) => versions.at(-1) as RunbookVersion;
export const inForce = ({ versions }: RunbookContext) => versions.find(({ state }) => state === "in-force");
/** What a crisis opened now would run: the one in force, else the one approved, else the last one written. */
export const runnable = (runbook: RunbookContext) =>
  inForce(runbook) ?? runbook.versions.findLast(({ state }) => state === "approved") ?? newest(runbook);
