import { emptyRoom, fold, type Room, type RoomEntry, type Rules } from "#machines/crisis/v1/room.ts";

/** A room is kept at each of these, so that a slide folds at most that many entries. */
const EVERY = 100;
/** Last lines that a moment shows. */
const LINES = 8;

/** A crisis that can be seen at any moment: its entries, and rooms kept on the way. */
export class Tape {
  readonly entries: RoomEntry[] = [];
  readonly #kept: Room[] = [emptyRoom()];

  constructor(readonly rules: Rules) {}

  /** Adds the entries that follow; those already there change nothing. */
  add(entries: RoomEntry[]): void {
    for (const entry of entries) {
      if (entry.seq !== this.entries.length + 1) continue;
      this.entries.push(entry);
      if (entry.seq % EVERY === 0) this.#kept.push(this.#from(this.#kept.length - 1, entry.seq));
    }
  }

  /** The room just after an entry; as near to it as the tape goes. */
  at(seq: number): Room {
    const wanted = Math.max(0, Math.min(seq, this.entries.length));
    return this.#from(Math.min(Math.floor(wanted / EVERY), this.#kept.length - 1), wanted);
  }

  #from(kept: number, seq: number): Room {
    let room = this.#kept[kept] ?? emptyRoom();
    for (const entry of this.entries.slice(room.revision, seq)) room = fold(room, entry, this.rules, LINES);
    return room;
  }
}

/** Moments worth a mark on the slider. */
const marked = new Set([
  "crisis.opened", "crisis.qualified", "crisis.activated", "crisis.exited", "retex.opened", "crisis.closed",
  "decision.taken", "compromise.confirmed", "restoration.confirmed", "channel.opened", "channel.shut",
  "message.approved", "sitrep.validated",
]); // biome-ignore format: a list to read at a glance

/** Decisions, the lock's changes and the crisis's own life. */
export const marksOf = (entries: readonly RoomEntry[]) => entries.filter(({ type }) => marked.has(type));

/** How fast a replay plays, and the longest that it waits (ms): nights without news are passed over. */
export const SPEED = 60;
const LONGEST = 1_500;
const SHORTEST = 80;

/** Time (ms) between an entry and the next one, as played. */
export function pauseAfter(entries: readonly RoomEntry[], seq: number): number {
  const [here, next] = [entries[seq - 1], entries[seq]];
  if (!here || !next) return SHORTEST;
  const real = Date.parse(next.at) - Date.parse(here.at);
  return Math.min(LONGEST, Math.max(SHORTEST, real / SPEED));
}
