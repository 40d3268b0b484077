import type { Database } from "#app/platform/database/database.ts";
import { type Entry, readEntry } from "../journal/entry.ts";

/** Someone who watches. The hub asks `sees` once a dossier and keeps the answer until `forget`. */
export type Watcher = {
  /** One frame, already serialised once for all; false when the client is too slow and must resynchronise. */
  push(frame: string): boolean;
  /** What this person may get of a dossier: the entry, only that it changed, or nothing. */
  sees(dossier: string): Promise<"entry" | "change" | "nothing">;
};
type Subscription = { dossiers: Map<string, "entry" | "change">; feed: boolean };

/**
 * Carries each journal entry from the database to whoever watches, once read and once serialised per process:
 * a thousand watchers cost a thousand writes, not a thousand page loads.
 */
export function liveHub(db: Database, onError: (error: unknown) => void) {
  const watchers = new Map<Watcher, Subscription>();
  const byDossier = new Map<string, Map<Watcher, "entry" | "change">>();
  let stopListening: (() => Promise<void>) | undefined;
  let turn: Promise<void> = Promise.resolve();

  const heard = (payload: string) => {
    turn = turn.then(() => carry(payload)).catch(onError);
  };

  async function carry(payload: string): Promise<void> {
    const [dossier, seq] = payload.split(":") as [string, string];
    const room = byDossier.get(dossier);
    const feeds = [...watchers].filter(([, subscription]) => subscription.feed);
    if (!room && feeds.length === 0) return;
    if (room) {
      const [entry] = await entries(dossier, Number(seq) - 1, Number(seq));
      if (entry) {
        const full = JSON.stringify({ entry });
        const short = JSON.stringify({ change: { dossier, seq: entry.seq, at: entry.at } });
        for (const [watcher, level] of room) watcher.push(level === "entry" ? full : short);
      }
    }
    const change = JSON.stringify({ change: { dossier, seq: Number(seq) } });
    for (const [watcher] of feeds)
      if (!room?.has(watcher) && (await watcher.sees(dossier)) !== "nothing") watcher.push(change);
  }

  async function entries(dossier: string, after: number, until = 2_147_483_647): Promise<Entry[]> {
    const rows = await db.query<{ payload: string; hash: string }>(
      "select payload, hash from journal_entry where dossier_id = $1 and seq > $2 and seq <= $3 order by seq limit 1000",
      [dossier, after, until],
      true,
    );
    return rows.map(readEntry);
  }

  return {
    async start() {
      stopListening = await db.listen("tocsin", heard, () => {
        // Notifications were missed while the connection was lost: everyone resumes from what they have.
        const frame = JSON.stringify({ resync: true });
        for (const watcher of watchers.keys()) watcher.push(frame);
      });
    },
    add(watcher: Watcher) {
      watchers.set(watcher, { dossiers: new Map(), feed: false });
    },
    remove(watcher: Watcher) {
      for (const dossier of watchers.get(watcher)?.dossiers.keys() ?? []) {
        const room = byDossier.get(dossier);
        room?.delete(watcher);
        if (room?.size === 0) byDossier.delete(dossier);
      }
      watchers.delete(watcher);
    },
    feed(watcher: Watcher) {
      const subscription = watchers.get(watcher);
      if (subscription) subscription.feed = true;
    },
    /**
     * Joins a dossier's room, then sends what came after `after`: joined first, so nothing falls between.
     * The client drops what it already has, by number.
     * @returns false when this person may not see it.
     */
    async join(watcher: Watcher, dossier: string, after: number): Promise<boolean> {
      const level = await watcher.sees(dossier);
      const subscription = watchers.get(watcher);
      if (level === "nothing" || !subscription) return false;
      subscription.dossiers.set(dossier, level);
      let room = byDossier.get(dossier);
      if (!room) {
        room = new Map();
        byDossier.set(dossier, room);
      }
      room.set(watcher, level);
      for (let from = after; ; ) {
        const missed = await entries(dossier, from);
        for (const entry of missed) {
          const frame = level === "entry" ? { entry } : { change: { dossier, seq: entry.seq, at: entry.at } };
          watcher.push(JSON.stringify(frame));
        }
        if (missed.length < 1000) return true;
        from = (missed.at(-1) as Entry).seq;
      }
    },
    async stop() {
      await stopListening?.();
      await turn;
    },
    size: () => watchers.size,
  };
}
export type LiveHub = ReturnType<typeof liveHub>;
