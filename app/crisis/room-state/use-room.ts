import { useEffect, useReducer, useRef } from "react";
import type { LiveEntry } from "#app/ui/live/protocol.ts";
import { useLive } from "#app/ui/live/use-live.ts";
import { useReadAgain } from "#app/ui/live/use-read-again.ts";
import { fold, type Room, type RoomEntry, type Rules } from "#machines/crisis/v1/room.ts";
import type { RoomPage } from "./page.ts";

/** After these the server knows what entries do not say: my rights, the lock, the contacts, how far messages are. */
const READ_AGAIN = /^(crisis|cell|role|member|message|compromise|restoration|containment|channel|held)\./;
/** Over how long the pages of a room spread when they all read again. */
const SOON = { least: 300, spread: 2_500 };

/** Lines that a page keeps through a long night. */
const KEPT = 1_000;

type News = { entry: RoomEntry; rules: Rules } | { page: Room };

const apply = (room: Room, news: News): Room =>
  "page" in news ? joined(room, news.page) : fold(room, news.entry, news.rules, KEPT);

/** The page read again: its state where it is newer, and the older lines that this page already had. */
export function joined(room: Room, page: Room): Room {
  if (page.revision <= room.revision) return room;
  const first = page.lines[0]?.seq ?? 0;
  const before = room.lines.filter(({ seq }) => seq < first);
  const gap = (before.at(-1)?.seq ?? first - 1) < first - 1;
  return { ...page, lines: gap ? page.lines : [...before, ...page.lines] };
}

/**
 * The room as it moves: each entry pushed is folded as the machine did it, and nothing is asked of the server but
 * what no entry says.
 */
export function useRoom(page: RoomPage): Room {
  const [room, tell] = useReducer(apply, page.room);
  const readAgain = useReadAgain();
  const latest = useRef(room);
  latest.current = room;
  useEffect(() => tell({ page: page.room }), [page.room]);
  useLive(
    { dossier: page.id, after: page.room.revision },
    {
      entry(entry) {
        const told = entryOf(entry);
        // One was missed: folding the next would be wrong.
        if (told.seq > latest.current.revision + 1) return readAgain(SOON);
        latest.current = { ...latest.current, revision: Math.max(latest.current.revision, told.seq) };
        tell({ entry: told, rules: page.rules });
        if (READ_AGAIN.test(told.type) || told.data.role) readAgain(SOON);
      },
    },
  );
  return room;
}

const entryOf = (entry: LiveEntry): RoomEntry => ({
  seq: entry.seq,
  type: entry.type,
  at: entry.at,
  actor: (entry.actor ?? { kind: "system", id: "", name: "" }) as RoomEntry["actor"],
  data: (entry.data ?? {}) as Record<string, unknown>,
});
