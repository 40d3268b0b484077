const turns = new Map<string, Promise<unknown>>();

/**
 * Runs work on one key after the work before it, within this process: a thousand acknowledgements of one incident
 * queue here instead of losing compare-and-set races. Between processes, the revision decides.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => {});
  turns.set(key, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === settled) turns.delete(key);
  }
}
