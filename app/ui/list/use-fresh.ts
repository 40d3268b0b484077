import { useEffect, useRef, useState } from "react";

const MARKED_MS = 6_000;

/** Keys that were not there when the page was first shown, for the few seconds during which they are marked. */
export function useFresh(keys: readonly (string | number)[]): ReadonlySet<string | number> {
  const known = useRef(new Set(keys));
  const [fresh, setFresh] = useState<ReadonlySet<string | number>>(new Set());
  const list = keys.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `list` stands for the keys.
  useEffect(() => {
    const added = keys.filter((key) => !known.current.has(key));
    if (added.length === 0) return;
    for (const key of added) known.current.add(key);
    setFresh((before) => new Set([...before, ...added]));
    // Not cleared when more comes: each marking ends by its own timer.
    setTimeout(
      () => setFresh((before) => new Set([...before].filter((key) => !added.includes(key)))),
      MARKED_MS,
    );
  }, [list]);
  return fresh;
}
