/** An event as it leaves the room: its type and its data. */
export type Body = { type: string } & Record<string, unknown>;

export type RoomRefusal = {
  because: string;
  /** Absent when a right is missing rather than a rule in the way. */
  rule?: string;
  article?: string;
  statement?: string;
  /** Where the rule can be read. */
  to?: string;
  /** Event types possible instead. */
  instead: string[];
};

/** What the server says of an event that it was sent. */
export type Answer =
  | { ok: { revision: number } }
  | { refused: RoomRefusal }
  | { conflict: { revision: number; because: string } }
  | { invalid: { path: string; message: string }[] };
