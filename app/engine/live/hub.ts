import type { Database } from "#app/platform/database/database.ts";
import { type Announced, hearNear } from "../announce.ts";
import { type Entry, readEntry } from "../journal/entry.ts";

/** Someone who watches. The hub asks `sees` once a dossier and keeps the answer until `forget`. */
export type Watcher = {
  /** One frame, already serialised once for all; false when the client is too slow and must resynchronise. */
  push(frame: string): boolean;
  /** Whether much is still on its way: someone who catches up on a long history waits instead of being dropped. */
  breath?(): Promise<void> | undefined;
  /** What this person may get of a dossier: the entry, only that it changed, or nothing. */
  sees(dossier: string): Promise<"entry" | "change" | "nothing">;
};
type Level = "entry" | "change";
type Subscription = { rooms: Set<string>; feed: boolean };
/** Watchers of one dossier, all of whom have its entries up to `last`. */
type Room = { last: number; members: Map<Watcher, Level> };

/** How often a hub looks for changes that nobody announced to it: their process died between commit and notice. */
const LOOK_MS = 5_000;
/** Positions are given before commit: what came late below the mark is still looked at. */
const LATE = 100;

/**
 * Carries each journal entry from the database to whoever watches, once read and once serialised per process:
 * a thousand watchers cost a thousand writes, not a thousand page loads.
 * Each watcher gets the entries of a dossier in order and without a gap, whatever order notices arrive in.
 */
export function liveHub(db: Database, onError: (error: unknown) => void, lookMs = LOOK_MS) {
  const watchers = new Map<Watcher, Subscription>();
  const rooms = new Map<string, Room>();
  /** Highest number heard of each dossier lately. */
  const heardOf = new Map<string, number>();
  let stopListening: (() => Promise<void>) | undefined;
  let stopNear: (() => void) | undefined;
  let looking: ReturnType<typeof setInterval> | undefined;
  let mark: number | undefined;
  let turn: Promise<void> = Promise.resolve();

  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch(onError);
  };
  const heard = (payload: string) => {
    const [dossier, seq] = payload.split(":") as [string, string];
    inTurn(() => carry(dossier, Number(seq)));
  };

  /** What this process wrote goes out as it was written; its notice comes round later and finds it done. */
  const near = (change: Announced) => {
    inTurn(async () => {
      const room = rooms.get(change.dossier);
      if (room?.last === change.seq - 1) push(room, readEntry(change));
      await carry(change.dossier, change.seq);
    });
  };

  async function carry(dossier: string, seq: number): Promise<void> {
    if (heardOf.size > 10_000) heardOf.clear();
    const before = heardOf.get(dossier) ?? 0;
    heardOf.set(dossier, Math.max(seq, before));
    const room = rooms.get(dossier);
    if (room) await fill(dossier, room, seq);
    if (seq <= before) return;
    const change = JSON.stringify({ change: { dossier, seq } });
    for (const [watcher, { feed }] of watchers)
      if (feed && !room?.members.has(watcher) && (await watcher.sees(dossier)) !== "nothing")
        watcher.push(change);
  }

  /** Brings a room up to an entry, and to those before it that were not heard of yet. */
  async function fill(dossier: string, room: Room, seq: number): Promise<void> {
    while (room.last < seq) {
      const next = await entries(dossier, room.last);
      if (next.length === 0) return;
      for (const entry of next) {
        // Whoever joined meanwhile has read further than the room was.
        if (entry.seq > room.last) push(room, entry);
      }
    }
  }

  function push(room: Room, entry: Entry): void {
    room.last = entry.seq;
    const frames = { entry: frameOf(entry, "entry"), change: frameOf(entry, "change") };
    for (const [watcher, level] of room.members) watcher.push(frames[level]);
  }

  async function entries(dossier: string, after: number): Promise<Entry[]> {
    const rows = await db.query<{ payload: string; hash: string }>(
      "select payload, hash from journal_entry where dossier_id = $1 and seq > $2 order by seq limit 1000",
      [dossier, after],
      true,
    );
    return rows.map(readEntry);
  }

  async function look(): Promise<void> {
    if (watchers.size === 0) {
      mark = undefined;
      return;
    }
    const since = mark;
    if (since === undefined) {
      const [row] = await db.query<{ position: number }>(
        "select coalesce(max(position), 0) as position from journal_entry",
      );
      mark = row?.position ?? 0;
      return;
    }
    const rows = await db.query<{ dossier_id: string; seq: number; position: number }>(
      "select dossier_id, seq, position from journal_entry where position > $1 order by position limit 2000",
      [since - LATE],
      true,
    );
    for (const { dossier_id, seq, position } of rows) {
      const unheard = seq > (heardOf.get(dossier_id) ?? 0);
      if (unheard && (position > since || rooms.has(dossier_id))) await carry(dossier_id, seq);
      mark = Math.max(mark ?? 0, position);
    }
  }

  return {
    async start() {
      stopNear = hearNear(db, near);
      stopListening = await db.listen("tocsin", heard, () => {
        // Notifications were missed while the connection was lost: everyone resumes from what they have.
        const frame = JSON.stringify({ resync: true });
        for (const watcher of watchers.keys()) watcher.push(frame);
      });
      looking = setInterval(() => inTurn(look), lookMs);
      looking.unref();
    },
    add(watcher: Watcher) {
      watchers.set(watcher, { rooms: new Set(), feed: false });
    },
    remove(watcher: Watcher) {
      for (const dossier of watchers.get(watcher)?.rooms ?? []) {
        const room = rooms.get(dossier);
        room?.members.delete(watcher);
        if (room?.members.size === 0) rooms.delete(dossier);
      }
      watchers.delete(watcher);
    },
    feed(watcher: Watcher) {
      const subscription = watchers.get(watcher);
      if (subscription) subscription.feed = true;
    },
    /**
     * Sends what came after `after`, then lets the watcher into the dossier's room at the very entry where the room
     * is: nothing falls between, nothing overtakes.
     * @returns false when this person may not see it.
     */
    async join(watcher: Watcher, dossier: string, after: number): Promise<boolean> {
      const level = await watcher.sees(dossier);
      if (level === "nothing") return false;
      for (let have = await atMost(dossier, after); ; ) {
        const missed = await entries(dossier, have);
        for (const entry of missed) {
          const busy = watcher.breath?.();
          if (busy) await busy;
          watcher.push(frameOf(entry, level));
        }
        have = missed.at(-1)?.seq ?? have;
        // Much may have happened while waiting: the watcher may have left, the room may have gone on.
        const subscription = watchers.get(watcher);
        if (!subscription) return false;
        const room = rooms.get(dossier) ?? { last: have, members: new Map<Watcher, Level>() };
        if (missed.length === 1000 || room.last > have) continue;
        rooms.set(dossier, room);
        room.members.set(watcher, level);
        subscription.rooms.add(dossier);
        return true;
      }
    },
    async stop() {
      clearInterval(looking);
      stopNear?.();
      await stopListening?.();
      await turn;
    },
    size: () => watchers.size,
  };

  /** A number that the dossier has not reached would make its room deaf until then. */
  async function atMost(dossier: string, after: number): Promise<number> {
    if (after === 0) return 0;
    const [row] = await db.query<{ revision: number }>(
      "select revision from dossier where id = $1",
      [dossier],
      true,
    );
    return Math.min(after, row?.revision ?? 0);
  }
}

const frameOf = (entry: Entry, level: Level) =>
  JSON.stringify(
    level === "entry" ? { entry } : { change: { dossier: entry.dossier, seq: entry.seq, at: entry.at } },
  );
export type LiveHub = ReturnType<typeof liveHub>;
