/** Where a step or a decision stands. A decision is `waiting`, `open`, `decided:<option>` or `moot`; a step the rest. */
export type ActionState =
  | "waiting"
  | "todo"
  | "taken"
  | "blocked"
  | "done"
  | "skipped"
  | "moot"
  | "open"
  | `decided:${string}`;

/** The state of every step and decision of a runbook, by key: plain data, what a dossier stores. */
export type Progress = Record<string, ActionState>;

export type ProcedureEventType =
  | "take"
  | "giveBack"
  | "do"
  | "block"
  | "unblock"
  | "skip"
  | "reopen"
  | "decide";

/** What a person does to a step or a decision; `option` with `decide` only. Reasons and proofs are the journal's. */
export type ProcedureEvent = { type: ProcedureEventType; action: string; option?: string };

/** Nothing more is expected there, so that what comes after may begin. */
export const isSettled = (state: ActionState | undefined): boolean =>
  state === "done" || state === "skipped" || state === "moot" || (state?.startsWith("decided:") ?? false);

/** Somebody is expected there: its time runs. */
export const isLive = (state: ActionState | undefined): boolean =>
  state === "todo" || state === "taken" || state === "blocked" || state === "open";

/** Put there by a person; the others (waiting, todo, open, moot) follow from these. */
export const isExplicit = (state: ActionState | undefined): boolean =>
  state === "taken" || state === "blocked" || (state !== "moot" && isSettled(state));

/**
 * What a person may do to a step in each state, and where it leads. `again`: back to what its surroundings make of it
 * (to do, waiting or set aside), since a decision may have changed meanwhile.
 */
export const stepMoves: Partial<
  Record<ActionState, Partial<Record<ProcedureEventType, "taken" | "blocked" | "done" | "skipped" | "again">>>
> = {
  todo: { take: "taken", skip: "skipped" },
  taken: { do: "done", block: "blocked", giveBack: "again", skip: "skipped" },
  blocked: { unblock: "taken", skip: "skipped" },
  done: { reopen: "again" },
  skipped: { reopen: "again" },
};
