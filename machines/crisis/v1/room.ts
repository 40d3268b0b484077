import type { Actor } from "../../effects.ts";
import type { CrisisContext, CrisisLife } from "./context.ts";
import { lifeAfter, reduce } from "./reduce.ts";
import type { Rules } from "./rules.ts";

export type { Rules } from "./rules.ts";
/** A journal entry as the room shows it; `data` is what its author said. */
export type LogLine = {
  seq: number;
  at: string;
  by: Actor;
  type: string;
  data: Record<string, unknown>;
};
/** A crisis as it was after one of its entries; `lines` are the last entries, oldest first. */
export type Room = {
  state: CrisisLife;
  context: CrisisContext | null;
  lines: LogLine[];
  revision: number;
};
export type RoomEntry = {
  seq: number;
  type: string;
  at: string;
  actor: Actor;
  data: Record<string, unknown>;
};

export const emptyRoom = (): Room => ({ state: "veille", context: null, lines: [], revision: 0 });

/**
 * The room one entry later: what the machine did, replayed. An entry already folded changes nothing.
 * @param keep how many lines stay; older ones are read from the journal when wanted.
 */
export function fold(room: Room, entry: RoomEntry, rules: Rules, keep = Number.POSITIVE_INFINITY): Room {
  if (entry.seq <= room.revision) return room;
  const next = advanced(room, entry, rules);
  const line: LogLine = {
    seq: entry.seq,
    at: entry.at,
    by: entry.actor,
    type: entry.type,
    data: entry.data,
  };
  return { ...next, lines: [...room.lines, line].slice(keep === Number.POSITIVE_INFINITY ? 0 : -keep) };
}

const advanced = (room: Room, { seq, type, at, actor, data }: RoomEntry, rules: Rules) => ({
  state: room.context ? lifeAfter(room.state, type) : ("veille" as const),
  context: reduce(room.context, { type, at, by: actor, data }, rules),
  revision: seq,
});

/** Many entries at once, without copying the lines at each: a replay of ten thousand costs little more than its read. */
export function foldAll(start: Room, entries: Iterable<RoomEntry>, rules: Rules): Room {
  let room: Omit<Room, "lines"> = start;
  const lines = [...start.lines];
  for (const entry of entries) {
    if (entry.seq <= room.revision) continue;
    room = advanced(room as Room, entry, rules);
    lines.push({ seq: entry.seq, at: entry.at, by: entry.actor, type: entry.type, data: entry.data });
  }
  return { ...room, lines };
}
