/**
 * Places on the wire of one way out. A message that waits for the database holds none; one that has its permit takes
 * the next free place before one that is to be prepared, for its permit soon ends.
 */
export function places(most: number) {
  const leaving: (() => void)[] = [];
  const preparing: (() => void)[] = [];
  let free = most;
  return {
    /** Runs `work` in a place, as soon as there is one. */
    async in<T>(what: "leaving" | "preparing", work: () => Promise<T>): Promise<T> {
      if (free > 0) free -= 1;
      else await new Promise<void>((go) => (what === "leaving" ? leaving : preparing).push(go));
      try {
        return await work();
      } finally {
        const next = leaving.shift() ?? preparing.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
export type Places = ReturnType<typeof places>;
