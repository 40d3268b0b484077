/** A batch that took less is followed by a larger one, one that took more by a smaller one, in milliseconds. */
const QUICK_MS = 500;
const SLOW_MS = 1_500;

/** How many to claim at once: as many as leave in about a second. */
export function batchSize(least: number, most = least) {
  let size = least;
  return {
    now: () => size,
    took(count: number, ms: number): void {
      if (count >= size && ms < QUICK_MS) size = Math.min(size * 2, most);
      else if (ms > SLOW_MS) size = Math.max(size >> 1, least);
    },
  };
}
export type BatchSize = ReturnType<typeof batchSize>;
