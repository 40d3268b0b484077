import { setTimeout as sleep } from "node:timers/promises";
import type { Database, Sql } from "#app/platform/database/database.ts";

const waiting = new WeakMap<Sql, string[]>();
const AGAIN_MS = [50, 500, 2_000];
/** One change alone is told at once; in a stream of them, those of so many milliseconds go together. */
const TOGETHER_MS = 10;

/** A change as its own process knows it: no need to read it again. */
export type Announced = { dossier: string; seq: number; payload: string; hash: string };
const near = new WeakMap<Sql, Set<(change: Announced) => void>>();

/** Hears at once what this very process writes. @returns how to stop. */
export function hearNear(db: Sql, hear: (change: Announced) => void): () => void {
  const hearing = near.get(db) ?? new Set();
  near.set(db, hearing.add(hear));
  return () => void hearing.delete(hear);
}

/**
 * Tells every process that a dossier changed, just after its commit and many at once. A notification inside the
 * writing statement would hold PostgreSQL's one notification lock until the disk has the commit, and all dispatches
 * of the console would queue behind it: 170 a second instead of 800. Whoever dies in between loses nothing: the
 * outbox and the clock turn every two seconds, the hub looks for what it was not told (hub.ts).
 */
export function announce(db: Database, change: Announced): void {
  for (const hear of near.get(db) ?? []) hear(change);
  const queue = waiting.get(db);
  const payload = `${change.dossier}:${change.seq}`;
  if (queue) return void queue.push(payload);
  waiting.set(db, [payload]);
  void tell(db);
}

async function tell(db: Database): Promise<void> {
  for (;;) {
    const payloads = waiting.get(db)?.splice(0) ?? [];
    if (payloads.length === 0) break;
    for (const wait of [...AGAIN_MS, 0])
      try {
        await db.query("select pg_notify('tocsin', p) from unnest($1::text[]) p", [payloads], true);
        break;
      } catch {
        if (wait) await sleep(wait, undefined, { ref: false });
      }
    await sleep(TOGETHER_MS, undefined, { ref: false });
  }
  waiting.delete(db);
}
