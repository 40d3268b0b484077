/** A journal entry as the server pushes it: what the reader may see of it. */
export type LiveEntry = { dossier: string; seq: number; type: string; at: string } & Record<string, unknown>;

/** Told to whoever may know that a dossier moved, but not what happened in it. */
export type LiveChange = { dossier: string; seq: number; at?: string };

/** Server → page (app/engine/live). */
export type FromServer =
  | { entry: LiveEntry }
  | { change: LiveChange }
  /** The server missed something itself: true is for everything watched. */
  | { resync: true | { dossier: string } }
  | { refused: { dossier: string } }
  | { ready: true };

/** Page → server: one dossier from a sequence number on, or whatever the reader may see. */
export type Subscription = { dossier: string; after: number } | { feed: true };

/** How the line stands; `ended` when the server no longer knows the session. */
export type LineState = "idle" | "connecting" | "open" | "lost" | "back" | "ended";

export const keyOf = (subscription: Subscription) => ("feed" in subscription ? "feed" : subscription.dossier);
