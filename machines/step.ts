import type { z } from "zod";
import type { Convention } from "#conventions/schema.ts";
import type { Actor, Effect } from "./effects.ts";

/** State of a dossier as stored: never the library's own blob, so that a library's change cannot unread it. */
export type Stored<Context = Record<string, unknown>> = { state: string; context: Context };

/** What happened. `data` is exactly what the journal keeps; `at` is ISO 8601 in UTC. */
export type Happening = { type: string; data: Record<string, unknown>; at: string; by: Actor };

/** What surrounds a step and does not change while the dossier lives: its convention and its own names. */
export type World = {
  convention: Convention;
  dossier: string;
  ref: string;
  dispositif: string;
  /** Body of the content it was opened on (a crisis: its runbook); null for a kind that runs on none. */
  content: unknown;
};

export type Stepped<Context = Record<string, unknown>> = Stored<Context> & {
  effects: Effect[];
  title: string;
  /** What lists filter on. */
  columns: Record<string, string | number | boolean | null>;
  closed: boolean;
};

/** Why an event is not accepted: the rule, its article, one sentence, and what is possible instead. */
export type Refusal = {
  rule: string;
  article: string;
  because: string;
  instead: string[];
  /** Someone wrote the same text first: theirs as it stands, and the one that was refused. Neither is lost. */
  texts?: { theirs: string; by: string; yours: string };
};

/**
 * What a step needs looked up just before it: counts and rows that no context could hold. The engine puts the answer
 * under `found` in the event's data (app/engine/asked), so the step stays pure and the journal keeps what was known.
 */
export type Ask =
  | "reach"
  | "approvers"
  | "decision"
  | "expiring"
  | "closed"
  | "files"
  | "sms"
  | "lacking"
  | "composition"
  | "agenda"
  /** People that the event names, as the directory knows those of them who hold that right: names sent are not believed. */
  | `people:${string}`
  /** The open dossier of the dispositif that holds one of these names (a JSON list), as far as whoever acts may know. */
  | `claimed:${string}`
  /** Which hosts of the event its list has, and which requests of the dispositif they concern. */
  | "hosts"
  /** The meeting of that id (uuid), if the dispositif held it. */
  | `meeting:${string}`
  /** Which of these addresses (URLs, a space between) lead inside the network, by name or redirect. */
  | `inside:${string}`;

/** Someone of the directory in one of their functions, now. */
export type FoundPerson = {
  id: string;
  name: string;
  function: string;
  organisation: { id: string; key: string; kind: string; name: string };
};

/** A meeting that was held. `at`: ISO 8601, UTC. */
export type FoundMeeting = { dossier: string; ref: string; instance: string; at: string };

/** Who holds a name already. `readable`: whoever acts may read that dossier. */
export type FoundClaim = { dossier: string; ref: string; title: string; state: string; readable: boolean };

/**
 * An event that people send here and that another dossier does, which tells this one in the same transaction (a
 * crisis speaks to the community through a message). The other is opened, or already there.
 */
export type HandOver =
  | { open: { machine: string; id: string; type: string; data: Record<string, unknown> } }
  | { dossier: string; type: string; data: Record<string, unknown> };

/**
 * Behaviour of one kind of dossier at one version. Pure: no I/O, no clock, no randomness; ids and times come in
 * the event. A dossier keeps the version it was opened with, so a version once released is never edited.
 */
export type Machine = {
  name: string;
  version: number;
  /** Prefix of references: INC. */
  prefix: string;
  /** What people may send, and the shape of each; the rest is the console's own. */
  events: Record<string, z.ZodType>;
  /** Right that an event needs, where it does not bear the event's own name. */
  rights?: Record<string, string>;
  /** @throws StepRefused when the event is not accepted in this state or by the convention. */
  step(stored: Stored | null, happening: Happening, world: World): Stepped;
  /** What to look up before stepping that event. */
  asks?(stored: Stored | null, happening: Pick<Happening, "type" | "data">): Ask[];
  /** Null: this dossier does it itself. @throws StepRefused */
  handsOver?(stored: Stored, happening: Happening, world: World): HandOver | null;
  /** Event types that the state accepts, before any rule of the convention. */
  accepts(stored: Stored): string[];
};

/** Thrown by a step; nothing was changed. */
export class StepRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.because);
  }
}
