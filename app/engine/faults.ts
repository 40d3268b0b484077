import type { Database } from "#app/platform/database/database.ts";

type Fault = { times: number; until: number };
const SHORTEST_MS = 2_000;
/** A dossier that a mended version can step again waits no longer than this. */
const LONGEST_MS = 300_000;
const faultsOf = new WeakMap<Database, Map<string, Fault>>();

/**
 * What could not be stepped because of a bug, in this process: tried again after 2 s, 4 s, 8 s… to five minutes, and
 * left out of the batches meanwhile, so that two hundred broken dossiers do not keep the clocks of the others.
 */
export function faults(db: Database, now: Date) {
  const known = faultsOf.get(db) ?? new Map<string, Fault>();
  faultsOf.set(db, known);
  const at = now.getTime();
  return {
    /** Ids that wait. An end farther than the longest wait comes from a clock that was set back: it counts no more. */
    waiting: () =>
      [...known].flatMap(([id, { until }]) => (until > at && until - at <= LONGEST_MS ? [id] : [])),
    failed(id: string) {
      const times = (known.get(id)?.times ?? 0) + 1;
      known.set(id, { times, until: at + Math.min(SHORTEST_MS * 2 ** (times - 1), LONGEST_MS) });
    },
    mended: (id: string) => void known.delete(id),
  };
}

/**
 * Does each of these, whatever happens to the one before; then tells every error.
 * @returns once all were tried.
 */
export async function each<Item extends { id: string }>(
  db: Database,
  now: Date,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<void> {
  const { failed, mended } = faults(db, now);
  const errors: unknown[] = [];
  for (const item of items)
    try {
      await work(item);
      mended(item.id);
    } catch (error) {
      failed(item.id);
      errors.push(error);
    }
  for (const error of errors) onError(error);
}
